/** What may happen to a text while someone works on it. */
import fc from 'fast-check';
import { applyEdits } from '../../server/src/analysis/fixes.ts';
import { functionsIn, masked } from '../kernel-trees/c-text.ts';

/** `where` and `how` are spread over what the text has to offer, so that one edit makes sense in any text. */
export interface Edit {
  readonly kind: 'type' | 'delete' | 'cut-line' | 'duplicate-line' | 'remove-function' | 'insert-function' | 'rename-function' | 'swap-functions';
  readonly where: number;
  readonly how: number;
}

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom<Edit['kind'][]>('type', 'delete', 'cut-line', 'duplicate-line', 'remove-function', 'insert-function', 'rename-function', 'swap-functions'),
  where: unit,
  how: unit,
});

const TYPED = [
  ';', '{', '}', '(', ')', ' ', '\n', '"', '/*', '*/', '#', '&', 'x', 'return 0;\n', 'goto out;\n',
  ' /* a note */ ', '\tpr_debug("here");\n', '\tif (unlikely(!current->mm))\n\t\tcount_vm_event(PGFAULT);\n', '\tint unused = 1;\n',
  'if (a) ', '\n#ifdef CONFIG_X\n', '\n#else\n', '\n#endif\n',
  'mmu_notifier_invalidate_range_start(&range);\n', 'mmu_notifier_invalidate_range_end(&range);\n', 'spin_lock(&lock);\n', 'spin_unlock(&lock);\n',
  '\n#define spin_lock(x) do { } while (0)\n', '\n#define helper(x) return x\n',
];

/** NAME is a function that is there. */
const INSERTED = [
  'static void helper(struct mmu_notifier_range *range)\n{\n\tmmu_notifier_invalidate_range_end(range);\n}\n',
  'static void helper(struct mmu_notifier_range *range)\n{\n\tmmu_notifier_invalidate_range_start(range);\n}\n',
  'static void take(spinlock_t *lock)\n{\n\tspin_lock(lock);\n}\n',
  'static void nothing(void)\n{\n\tNAME();\n}\n',
  'static const struct mmu_notifier_ops some_ops = {\n\t.invalidate_range_start = NAME,\n\t.release = nothing,\n};\n',
  '#ifdef CONFIG_MMU_NOTIFIER\nstatic int twice(void)\n{\n\treturn 1;\n}\n#else\nstatic int twice(void)\n{\n\treturn 0;\n}\n#endif\n',
];

export function applyEdit(text: string, { kind, where, how }: Edit): string {
  const at = Math.floor(where * (text.length + 1));
  const put = (start: number, end: number, newText: string): string => applyEdits(text, [{ span: { start, end }, newText }]);
  switch (kind) {
    case 'type': return put(at, at, pick(TYPED, how) ?? '');
    case 'delete': return put(at, Math.min(text.length, at + Math.ceil(how * 40)), '');
    case 'cut-line': return put(...lineAt(text, at), '');
    case 'duplicate-line': {
      const [start, end] = lineAt(text, at);
      return put(end, end, text.slice(start, end));
    }
    default: return editFunctions(text, kind, where, how);
  }
}

function editFunctions(text: string, kind: Edit['kind'], where: number, how: number): string {
  const functions = functionsIn(masked(text));
  const one = pick(functions, where);
  const other = pick(functions, how);
  const edit = (start: number, end: number, newText: string): string => applyEdits(text, [{ span: { start, end }, newText }]);
  if (!one || !other) return `${text}\n${pick(INSERTED, how) ?? ''}`;
  switch (kind) {
    case 'insert-function': return edit(one.span.end, one.span.end, `\n\n${pick(INSERTED, how)?.replace('NAME', one.name) ?? ''}`);
    case 'remove-function': return edit(one.span.start, one.span.end, '');
    // The callers follow half of the time.
    case 'rename-function': {
      const name = how < 0.2 ? 'helper' : `${one.name}_2`;
      const pattern = new RegExp(`\\b${one.name}\\b`, how < 0.5 ? '' : 'g');
      return text.slice(0, one.span.start) + text.slice(one.span.start).replace(pattern, name);
    }
    default: {
      if (one.span.start === other.span.start) return text;
      const [a, b] = one.span.start < other.span.start ? [one, other] : [other, one];
      return applyEdits(text, [
        { span: a.span, newText: text.slice(b.span.start, b.span.end) },
        { span: b.span, newText: text.slice(a.span.start, a.span.end) },
      ]);
    }
  }
}

function lineAt(text: string, offset: number): [number, number] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return [start, end < 0 ? text.length : end + 1];
}

function pick<T>(list: readonly T[], share: number): T | undefined {
  return list[Math.floor(share * list.length)];
}
