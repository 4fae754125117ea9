/**
 * Functions that give memory which nobody else has a pointer to, and in which nothing is made (include/linux/slab.h, vmalloc.h, device.h). Caches may have
 * constructors, unless zeroes are asked for.
 */
const ALLOCATES = /^(k|kv)[mz]alloc(_node|_obj|_flex)?$|^vzalloc$|^kmem_cache_zalloc$|^devm_k[mz]alloc$/;

export function givesMemory(name: string): boolean {
  return ALLOCATES.test(name);
}

/** Its first argument, moved within the memory that it points to (include/linux/align.h). */
export function movesWithin(name: string): boolean {
  return name === 'PTR_ALIGN';
}
