/** Which rules are looked for, and so which runs of the machine are worth making. */
import { ALL_RULES } from './index.ts';
import type { Rule, Subject } from './rule.ts';

/** Those about what may wait for an invalidation. */
export const HAZARDS: ReadonlySet<string> = new Set(ALL_RULES.filter(({ about }) => (typeof about === 'object' ? about.includes('hazards') : about === 'hazards')).map(({ id }) => id));

export class RuleSelection {
  /** Those that are looked for, and those that these leave the word to. */
  readonly #rules: readonly Rule[];
  readonly #ids: ReadonlySet<string> | undefined;

  /** @param ids of rules; without it all */
  constructor(ids?: ReadonlySet<string>) {
    this.#ids = ids;
    const others = new Set(ALL_RULES.flatMap(({ id, yieldsTo = [] }) => (!ids || ids.has(id) ? yieldsTo : [])));
    this.#rules = ids ? ALL_RULES.filter(({ id }) => ids.has(id) || others.has(id)) : ALL_RULES;
  }

  /** Those that look at runs for this purpose, in the order in which one cause is attributed. @param subject without it, what is done to ranges */
  about(subject: Subject | undefined): readonly Rule[] {
    return this.#rules.filter(({ about }) => (typeof about === 'object' ? subject !== undefined && about.includes(subject) : about === subject));
  }

  /** Some rule looks at runs for one of these purposes. */
  isAbout(...subjects: readonly (Subject | undefined)[]): boolean {
    return subjects.some((subject) => this.about(subject).length > 0);
  }

  /** Some rule asks what becomes of page-table entries, in other files too, and so who calls from them. */
  get asksCallers(): boolean {
    return this.isAbout('entries') || this.#rules.some(({ asksEntries }) => asksEntries);
  }

  /** Some rule asks what functions of other files do. */
  get asksElsewhere(): boolean {
    return this.asksCallers || this.isAbout('callbacks', 'subscribers', 'hazards');
  }

  /** It is looked for itself. */
  includes({ id }: Rule): boolean {
    return !this.#ids || this.#ids.has(id);
  }

  equals(other: RuleSelection): boolean {
    return this.#ids === other.#ids || (this.#ids !== undefined && this.#ids.size === other.#ids?.size && [...this.#ids].every((id) => other.#ids?.has(id)));
  }
}
