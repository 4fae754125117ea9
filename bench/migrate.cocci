// The mechanical step of 2019 as a semantic patch of our own: four-argument calls get an event, flags and a vma.
// The vma is the one whose vm_mm is given, else a parameter, else a local, else NULL.
// `spatch --very-quiet --no-includes --in-place --sp-file bench/migrate.cocci FILES`
@given@
expression R, S, E;
identifier V;
@@
- mmu_notifier_range_init(R, V->vm_mm, S, E)
+ mmu_notifier_range_init(R, MMU_NOTIFY_UNMAP, 0, V, V->vm_mm, S, E)

@parameter@
identifier F, V;
expression R, M, S, E;
@@
F(..., struct vm_area_struct *V, ...)
{
<...
- mmu_notifier_range_init(R, M, S, E)
+ mmu_notifier_range_init(R, MMU_NOTIFY_UNMAP, 0, V, M, S, E)
...>
}

@local@
identifier F, V;
expression R, M, S, E;
@@
F(...)
{
...
struct vm_area_struct *V;
<...
- mmu_notifier_range_init(R, M, S, E)
+ mmu_notifier_range_init(R, MMU_NOTIFY_UNMAP, 0, V, M, S, E)
...>
}

@none@
expression R, M, S, E;
@@
- mmu_notifier_range_init(R, M, S, E)
+ mmu_notifier_range_init(R, MMU_NOTIFY_UNMAP, 0, NULL, M, S, E)
