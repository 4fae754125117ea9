/**
 * Words of kernel C that decide how text is read before it is parsed. Data, with a rule behind each list, since no list is ever complete.
 */

/** Keywords that start or continue a statement: never a type, never a function's name. */
export const CONTROL_KEYWORDS: ReadonlySet<string> = new Set([
  'if', 'else', 'for', 'while', 'do', 'switch', 'case', 'default', 'return', 'goto', 'break', 'continue',
]);

/** Keywords that can stand first in a type name. `typeof` forms are handled apart, since they take an expression. */
export const TYPE_KEYWORDS: ReadonlySet<string> = new Set([
  'struct', 'union', 'enum', 'unsigned', 'signed', 'long', 'short', 'int', 'char', 'void', 'bool', '_Bool', 'float', 'double',
  'const', 'volatile', '__signed__',
]);

export const TYPEOF_WORDS: ReadonlySet<string> = new Set(['typeof', '__typeof__', '__typeof', 'typeof_unqual', '__unqual_scalar_typeof', 'typeof_member', 'TYPEOF_UNQUAL']);

/** Storage classes and function specifiers, and words the kernel uses as such. */
export const MODIFIER_WORDS: ReadonlySet<string> = new Set([
  'static', 'extern', 'inline', 'register', 'const', 'volatile', 'auto', 'typedef', 'noinline', 'notrace', 'asmlinkage', 'noinstr', 'noinline_for_stack', 'noinline_for_tracing', 'fastcall',
  'randomized_struct_fields_start', 'randomized_struct_fields_end', 'inline_for_extension', 'nokprobe_inline', 'noreturn',
]);

/** Words that never name a thing but only annotate it, without arguments. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '__user', '__kernel', '__iomem', '__percpu', '__rcu', '__force', '__nocast', '__safe', '__bitwise', '__private', 
  '__maybe_unused', '__always_unused', '__used', '__must_check', '__read_mostly', '__ro_after_init', '__weak', '__packed', '__deprecated',
  '__init', '__exit', '__initdata', '__initconst', '__exitdata', '__meminit', '__meminitdata', '__cpuinit', '__devinit', '__init_or_module',
  '__initdata_or_module', '__initdata_memblock', '__init_memblock', '__refdata', '__ref', '__cold', '__hot', '__pure', '__attribute_const__', '__malloc', '__sched', '__noreturn', '__visible',
  '__always_inline', '__cacheline_aligned', '__cacheline_aligned_in_smp', '____cacheline_aligned', '____cacheline_aligned_in_smp', '____cacheline_internodealigned_in_smp',
  '__page_aligned_data', '__page_aligned_bss', '__uninitialized', '__nonstring', '__nonnull', '__restrict', '__restrict__', '__latent_entropy', '__randomize_layout', '__no_randomize_layout',
  '__irq_entry', '__softirq_entry', '__kprobes', '__noclone', '__no_kcsan', '__no_kasan', '__no_sanitize_address', '__no_sanitize_memory', '__no_sanitize_thread', '__no_kasan_or_inline', '__no_sanitize_or_inline', '__no_kcsan_or_inline',
  '__no_stack_protector', '__bpf_kfunc', '__lockfunc', '__net_init', '__net_exit', '__net_initdata', '__designated_init', '__aligned_largest', '__flatten', '__noendbr', '__nocfi', '__noscs',
  '__intentional_overflow', '__fallthrough__', '__refconst', '__emutramp', '__lockdep_no_validate__', '__u_access', '__gcc_struct',
  'noinline', 'notrace', 'asmlinkage', 'noinstr', 'noinline_for_stack', 'nokprobe_inline', '__percpu_seg_override', '__trylock_fn',
]);

/** The same with arguments: the word and its parentheses go. */
export const CALLED_ANNOTATIONS: ReadonlySet<string> = new Set([
  '__attribute__', '__attribute', '__acquires', '__releases', '__must_hold', '__cond_acquires', '__acquires_shared', '__releases_shared', '__must_hold_shared', '__aligned', '__counted_by',
  '__counted_by_le', '__counted_by_be', '__section', '__printf', '__scanf', '__alloc_size', '__realloc_size', '__diagnose_as', '__assume_aligned', '__no_sanitize', '__guarded_by', '__pt_guarded_by',
  '__cacheline_group', '__declspec', '__sized_by', '__compiletime_error', '__compiletime_warning', '__no_context_analysis',
]);

/** `__cleanup(fn)`: the scope's end calls `fn` with the variable's address. `__free(x)`: class `x` of DEFINE_FREE. Source: include/linux/cleanup.h. */
export const CLEANUP_WORDS: ReadonlySet<string> = new Set(['__cleanup', '__free', '_cleanup_']);

/** Words that start inline assembly; `asm_volatile_goto` and `asm_goto_output` are macros around `asm goto` (include/linux/compiler_types.h). */
export const ASM_WORDS: ReadonlySet<string> = new Set(['asm', '__asm__', '__asm', 'asm_volatile_goto', 'asm_goto_output', 'asm_inline', '__asm_inline']);

const TYPEDEF_WORDS: ReadonlySet<string> = new Set([
  'u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64', '__u8', '__u16', '__u32', '__u64', '__s8', '__s16', '__s32', '__s64', 'u128', 's128',
  '__be16', '__be32', '__be64', '__le16', '__le32', '__le64', '__be128', '__sum16', '__wsum', '__poll_t', '__int128', 'ulong', 'uint', 'ushort', 'uchar', 'unchar', 'cputime_t',
]);

const PRIMITIVE_WORDS: ReadonlySet<string> = new Set([
  'unsigned', 'signed', 'long', 'short', 'int', 'char', 'void', 'bool', '_Bool', 'float', 'double',
]);

/** Whether `name` is a typedef's name by itself: from a list, or by the kernel's `_t` convention (Documentation/process/coding-style.rst, 5). */
export function looksLikeTypedef(name: string): boolean {
  return TYPEDEF_WORDS.has(name) || (name.length > 2 && name.endsWith('_t'));
}

export function isPrimitive(name: string): boolean {
  return PRIMITIVE_WORDS.has(name);
}

/** Upper case, digits and `_`, with at least two letters: a macro by convention. */
export function isAllCaps(name: string): boolean {
  let letters = 0;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code >= 65 && code <= 90) letters++;
    else if (code !== 95 && !(code >= 48 && code <= 57)) return false;
  }
  return letters >= 2;
}

/** Whether a word before a declaration modifies rather than names the type: `static`, `__always_inline`, `FOO_API`. */
export function isModifier(name: string): boolean {
  return MODIFIER_WORDS.has(name) || ANNOTATIONS.has(name) || CALLED_ANNOTATIONS.has(name) || (name.startsWith('__') && !looksLikeTypedef(name)) || isAllCaps(name);
}
