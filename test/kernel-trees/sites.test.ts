/** The generator sees what people saw who read these trees: the functions of the truth table, with their starts and ends. */
import { describe, expect, test } from 'vitest';
import type { Site } from './sites.ts';
import { allSites, trees } from './trees.ts';

const IN_6_12 = `
fs/proc/task_mmu.c clear_refs_write 1/1
fs/proc/task_mmu.c do_pagemap_scan 1/1
kernel/events/uprobes.c __replace_page 1/1
mm/huge_memory.c __split_huge_pmd 1/1
mm/huge_memory.c __split_huge_pud 1/1
mm/huge_memory.c move_pages_huge_pmd 1/1
mm/hugetlb.c copy_hugetlb_page_range 1/1
mm/hugetlb.c hugetlb_change_protection 1/1
mm/hugetlb.c hugetlb_unshare_pmds 1/1
mm/hugetlb.c hugetlb_wp 1/1
mm/hugetlb.c move_hugetlb_page_tables 1/1
mm/hugetlb.c unmap_hugepage_range 1/1
mm/khugepaged.c collapse_huge_page 1/1
mm/khugepaged.c collapse_pte_mapped_thp 1/2
mm/khugepaged.c retract_page_tables 1/1
mm/ksm.c replace_page 1/1
mm/ksm.c write_protect_page 1/1
mm/madvise.c madvise_free_single_vma 1/1
mm/mapping_dirty_helpers.c wp_clean_pre_vma 1/0
mm/memory.c copy_page_range 1/1
mm/memory.c remove_device_exclusive_entry 1/1
mm/memory.c unmap_vmas 1/1
mm/memory.c wp_page_copy 1/1
mm/memory.c zap_page_range_single 1/1
mm/migrate_device.c __migrate_device_pages 1/1
mm/migrate_device.c migrate_vma_collect 1/1
mm/mprotect.c change_pud_range 1/1
mm/mremap.c move_page_tables 1/1
mm/oom_kill.c __oom_reap_task_mm 1/1
mm/rmap.c page_make_device_exclusive_one 1/1
mm/rmap.c page_vma_mkclean_one 1/1
mm/rmap.c try_to_migrate_one 1/1
mm/rmap.c try_to_unmap_one 1/1
mm/userfaultfd.c move_pages_pte 1/1`;

const only = (site: Site): string => `${site.file} ${site.function.name} ${site.starts.length}/${site.ends.length}`;

describe.each(trees())('$name', (tree) => {
  test('has the call sites that its readers counted', async () => {
    const sites = await allSites(tree);
    if (tree.name === 'linux-source-6.12') expect(sites.map(only).sort().join('\n')).toBe(IN_6_12.trim());
    else if (tree.name === 'linux-source-6.1') expect(sites).toHaveLength(31);
    else expect(sites.length).toBeGreaterThan(10);
    for (const site of sites) {
      expect(site.starts, site.function.name).not.toHaveLength(0);
      expect(site.text.slice(site.init.statement.start, site.init.statement.end)).toMatch(/^mmu_notifier_range_init[\s\S]*\);$/);
    }
    const perTurn = sites.filter((site) => site.perTurn).map((site) => site.function.name);
    expect(perTurn).toContain('__oom_reap_task_mm');
    expect(perTurn).not.toContain('change_pud_range');
  });
});

test.skipIf(trees().length > 0)('no kernel tree: MNLENS_KERNELS names none, and none is unpacked', () => {});
