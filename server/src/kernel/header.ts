/**
 * Derives the generation of the mmu_notifier API from the text of a tree's `include/linux/mmu_notifier.h`, and from nothing
 * else: vendor and stable trees mix features of several releases under one version number.
 */
import type { ApiFunction, Generation, ParameterRole } from './generation.ts';
import { type Declarations, declarationsOf, type Member } from './header/declarations.ts';
import { type Half, halvesOf } from './header/halves.ts';
import { releaseOf } from './header/release.ts';
import { macroRolesOf, rolesOf } from './header/roles.ts';
import { contradictionIn } from './header/contradiction.ts';

/** What the header says, or one sentence on why it says nothing. */
export type HeaderReading =
  | { readonly generation: Generation }
  | { readonly problem: string /** 1-based line that the problem is about, where there is one. */; readonly line?: number };

/** The path of the header in a kernel tree. */
export const HEADER_PATH = 'include/linux/mmu_notifier.h';

/** The real one has some 20 kB; beyond this it is something else. */
const MAX_LENGTH = 2_000_000;

/** Still declared in headers from 6.3 on, where its definition went with the range's `vma` (7d4a8be0c4b2): it cannot be linked. */
const STALE_WITHOUT_VMA = 'mmu_notifier_range_update_to_read_only';

/** Read a header. Never throws: text that is no usable mmu_notifier header gives a `problem`. */
export function readGeneration(headerText: string): HeaderReading {
  const text = headerText.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const unusable = problemOf(text);
  if (unusable) return unusable;
  const halves = halvesOf(text);
  if ('problem' in halves) return halves;
  const enabled = declarationsOf(halves.enabled.code);
  const disabled = declarationsOf(halves.disabled.code);
  if (!enabled.balanced) return { problem: 'brackets do not balance: the file is cut off or damaged' };
  const shape = shapeOf(text, halves.enabled, halves.disabled, enabled, disabled);
  if (!shape.functions.has('mmu_notifier_invalidate_range_start') && !shape.functions.has('mmu_notifier_range_init')) {
    return { problem: 'it declares no mmu_notifier_invalidate_range_start(): not the header of the mmu_notifier API' };
  }
  if (!halves.split && shape.rangeFields && !shape.rangeFields.has('mm')) {
    return { problem: 'it has only the half for CONFIG_MMU_NOTIFIER=n' };
  }
  const torn = contradictionIn(shape.functions, shape.rangeFields, halves.disabled, disabled);
  if (torn !== undefined) return { problem: `${torn}: it is half merged` };
  return { generation: { release: releaseOf(shape), ...shape } };
}

function problemOf(text: string): { problem: string; line?: number } | undefined {
  if (text.trim() === '') return { problem: 'the file is empty' };
  if (text.includes('\0')) return { problem: 'the file is not text' };
  if (text.length > MAX_LENGTH) return { problem: 'the file is too large to be the header of the mmu_notifier API' };
  if (!/\bmmu_notifier/.test(text)) return { problem: 'nothing in the file is about mmu_notifier' };
  const conflict = /^(<{7} |={7}$|>{7} |\|{7} )/m.exec(text);
  if (conflict) return { problem: 'the file has unresolved merge conflicts', line: text.slice(0, conflict.index).split('\n').length };
  return undefined;
}

function shapeOf(
  text: string,
  enabledHalf: Half,
  disabledHalf: Half,
  enabled: Declarations,
  disabled: Declarations,
): Omit<Generation, 'release'> {
  const rangeFields = fieldsOf(enabled.structs.get('mmu_notifier_range'));
  const functions = functionsOf(enabledHalf, disabledHalf, enabled, disabled);
  if (rangeFields && !rangeFields.has('vma')) functions.delete(STALE_WITHOUT_VMA);
  const events = enabled.enums.get('mmu_notifier_event') ?? [];
  const shape = {
    functions,
    events,
    disabledRangeFields: fieldsOf(disabled.structs.get('mmu_notifier_range')) ?? new Set<string>(),
    callbacks: callbacksOf(enabled),
    tables: { list: membersOf(enabled, 'mmu_notifier_ops'), interval: membersOf(enabled, 'mmu_interval_notifier_ops') },
    exclusiveOwnerMayBeNull: events.includes('MMU_NOTIFY_EXCLUSIVE') ? exclusiveOwnerMayBeNull(text) : undefined,
  };
  return rangeFields ? { ...shape, rangeFields } : shape;
}

function functionsOf(enabledHalf: Half, disabledHalf: Half, enabled: Declarations, disabled: Declarations): Map<string, ApiFunction> {
  const off = new Set([...disabled.functions.keys(), ...disabledHalf.macros.map((macro) => macro.name)]);
  const functions = new Map<string, ApiFunction>();
  for (const { name, parameters, mustCheck } of enabled.functions.values()) {
    functions.set(name, { name, parameters: rolesOf(parameters), inDisabledHalf: off.has(name), mustCheck });
  }
  for (const { name, parameters, replacement } of enabledHalf.macros) {
    if (functions.has(name)) continue;
    const target = parameters === undefined ? functions.get(replacement) : undefined;
    if (parameters !== undefined || target) {
      functions.set(name, {
        name,
        parameters: parameters === undefined ? (target?.parameters ?? []) : macroRolesOf(parameters),
        inDisabledHalf: off.has(name),
        mustCheck: target?.mustCheck ?? false,
      });
    }
  }
  return functions;
}

function fieldsOf(members: readonly Member[] | undefined): Set<string> | undefined {
  return members && new Set(members.flatMap((member) => (member.kind === 'field' ? [member.name] : [])));
}

function membersOf({ structs }: Declarations, struct: string): readonly string[] {
  return structs.get(struct)?.map(({ name }) => name) ?? [];
}

function callbacksOf(declarations: Declarations): Generation['callbacks'] {
  const callbacks = new Map<string, { table: 'list' | 'interval'; returns: string; parameters: ParameterRole[] }>();
  const tables = [
    ['list', 'mmu_notifier_ops'],
    ['interval', 'mmu_interval_notifier_ops'],
  ] as const;
  for (const [table, struct] of tables) {
    for (const member of declarations.structs.get(struct) ?? []) {
      if (member.kind === 'callback' && !callbacks.has(member.name)) {
        callbacks.set(member.name, { table, returns: member.returns, parameters: rolesOf(member.parameters) });
      }
    }
  }
  return callbacks;
}

/** What the kernel-doc of MMU_NOTIFY_EXCLUSIVE says of the owner; `undefined` where there is none. */
function exclusiveOwnerMayBeNull(text: string): boolean | undefined {
  const doc = /@MMU_NOTIFY_EXCLUSIVE\s*:([\s\S]*?)(?:\n[ \t]*\*?[ \t]*@|\*\/)/.exec(text)?.[1];
  if (doc === undefined) return undefined;
  const sentence = doc.replace(/\n[ \t]*\*?/g, ' ').replace(/\s+/g, ' ');
  return /\bNULL\b/.test(sentence) && !/\b(never|not|non)[ -](be )?%?NULL\b/i.test(sentence);
}
