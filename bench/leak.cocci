// What a semantic patch can say about pairing: a start, and a way to a return without its end.
// `spatch --very-quiet --no-includes --sp-file bench/leak.cocci --dir TREE -j 2`
@exists@
expression range;
@@
* mmu_notifier_invalidate_range_start(range);
... when != mmu_notifier_invalidate_range_end(range)
* return ...;
