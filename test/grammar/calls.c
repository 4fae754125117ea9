// SYNTAX TEST "source.c" "event kinds and API calls"

static void zap(struct vm_area_struct *vma)
{
    struct mmu_notifier_range range;
//         ^^^^^^^^^^^^^^^^^^ - support.function.mmu-notifier

    mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, 0, 1);
//  ^^^^^^^^^^^^^^^^^^^^^^^ source.c support.function.init.mmu-notifier
//                                  ^^^^^^^^^^^^^^^^ constant.language.event.mmu-notifier
    mmu_notifier_range_init_owner (&range, MMU_NOTIFY_EXCLUSIVE, 0, mm, 0, 1, owner);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.function.init.mmu-notifier
//                                         ^^^^^^^^^^^^^^^^^^^^ constant.language.event.mmu-notifier
    if (mmu_notifier_invalidate_range_start_nonblock(&range))
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.function.start.mmu-notifier
        return;
    mmu_notifier_invalidate_range_end(&range);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.function.end.mmu-notifier
    mmu_notifier_invalidate_range_only_end(&range);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.function.end.mmu-notifier
    mmu_notifier_invalidate_range(mm, 0, 1);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.function.mmu-notifier
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ - support.function.end.mmu-notifier
    /* mmu_notifier_invalidate_range_end() with MMU_NOTIFY_CLEAR */
//     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ - support.function.end.mmu-notifier
//                                              ^^^^^^^^^^^^^^^^ - constant.language.event.mmu-notifier
    pr_debug("mmu_notifier_invalidate_range_end() MMU_NOTIFY_CLEAR");
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ - support.function.end.mmu-notifier
//                                                ^^^^^^^^^^^^^^^^ - constant.language.event.mmu-notifier
    my_mmu_notifier_range_init(MMU_NOTIFY_CLEARED, MMU_NOTIFIER_RANGE_BLOCKABLE);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^ - support.function.init.mmu-notifier
//                             ^^^^^^^^^^^^^^^^^^ - constant.language.event.mmu-notifier
//                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant.language.flag.mmu-notifier
    mmu_notifier_put(&sub->notifier);
//  ^^^^^^^^^^^^^^^^ support.function.mmu-notifier
    seq = mmu_interval_read_begin(&sub->interval);
//        ^^^^^^^^^^^^^^^^^^^^^^^ support.function.mmu-notifier
}
