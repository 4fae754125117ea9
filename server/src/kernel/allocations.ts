/** What is allocated, by the names of functions. */

/**
 * Functions that give memory which nobody else has a pointer to, and in which nothing is made (include/linux/slab.h, vmalloc.h, device.h). Caches may have
 * constructors, unless zeroes are asked for.
 */
const ALLOCATES = /^(k|kv)[mz]alloc(_node|_obj|_flex)?$|^vzalloc$|^kmem_cache_zalloc$|^devm_k[mz]alloc$/;

export function givesMemory(name: string): boolean {
  return ALLOCATES.test(name);
}

/** The same, and what gives arrays: where there are zeroes in it. */
const ALLOCATES_ZEROES = /^(?:devm_)?k?v?[zc]alloc(?:_objs?|_flex|_array|_node)?$|^kmem_cache_zalloc$/;

export function givesZeroes(name: string): boolean {
  return ALLOCATES_ZEROES.test(name);
}

/** Its first argument, moved within the memory that it points to (include/linux/align.h). */
export function movesWithin(name: string): boolean {
  return name === 'PTR_ALIGN';
}

/** Functions that give a page, or a folio (include/linux/gfp.h; mm/page_alloc.c, mm/mempolicy.c). */
const NEW_PAGE = /^_*(?:alloc_pages?|folio_alloc|vma_alloc_(?:zeroed_movable_)?folio|alloc_zeroed_user_highpage_movable|filemap_alloc_folio|page_cache_alloc)(?:_\w+)?$/;
/** Functions that give memory, arrays and what a constructor was at too: nobody waits there either (include/linux/slab.h: kmalloc_obj() and its kin from 7.0). */
const NEW_OBJECT = /^(?:devm_)?k?v?[mzc]alloc(?:_objs?|_flex|_array|_node)?$|^kmem_cache_[z]?alloc(?:_node)?$/;
/** The same page under another name (include/linux/page-flags.h). */
const SAME_PAGE = /^(?:page_folio|folio_page|compound_head)$/;

/** Whether the result of `name` is something that nobody else knows of yet, so that nobody holds its locks. @param isGivenOne whether its first argument is */
export function makesNew(name: string, isGivenOne: boolean): boolean {
  return NEW_PAGE.test(name) || NEW_OBJECT.test(name) || (isGivenOne && SAME_PAGE.test(name));
}
