/** Who takes part in a run: models, or subscribers of the tree. */
import { type Reaction, type SubscriberModel, SUBSCRIBER_MODELS } from '../kernel/subscriber-models.ts';
import type { SubscriberChoice, TreeSubscriber } from './data.ts';

/** What a subscriber does when it is told of an invalidation. */
export interface Response {
  /** `fails`: it would have to sleep, and says so. `unknown`: that hangs on code that is not seen. */
  readonly does: Reaction | 'fails' | 'unknown';
  readonly text: string;
  readonly source: string;
}

export interface Participant {
  readonly id: string;
  readonly kind: SubscriberModel['kind'];
  readonly title: string;
  readonly isModel: boolean;
  readonly counts: string | undefined;
  /** @param event `null`: none is told @param blockable it may sleep @param isRefused somebody can't do it without sleeping, and this is who */
  invalidate(event: string | null, blockable: boolean, isRefused: boolean): Response;
}

const WORDS: { readonly [K in Reaction]: string } = {
  drops: 'its entries in the range are dropped',
  'write-protects': 'its entries in the range are write-protected: nothing more is asked for by this kind',
  keeps: 'its entries in the range are kept',
};

/** One that stands for its kind. */
function modelled(model: SubscriberModel): Participant {
  const { id, kind, title, reactions, usual, counts, source } = model;
  return {
    id, kind, title, isModel: true, counts,
    invalidate: (event, _blockable, isRefused) => {
      if (isRefused) return { does: 'fails', text: 'it would have to wait for its lock, and may not: nothing is dropped', source };
      const does = (event === null ? undefined : reactions.get(event)) ?? usual;
      return { does, text: WORDS[does], source };
    },
  };
}

/** One of the tree, which does what its callback was found to do when it was run with the kind. */
function surveyed({ id, title, kind, outcomes, source }: TreeSubscriber): Participant {
  return {
    id, kind, title, isModel: false, counts: kind === 'list' ? undefined : 'sequence',
    invalidate: (event, blockable, isRefused) => {
      // Code that says no kind is taken for what a mechanical conversion makes of it.
      const found = outcomes.find((one) => one.event === (event ?? 'MMU_NOTIFY_UNMAP'));
      if (isRefused && found?.mayFail !== false) return { does: 'fails', text: 'it can\'t do it without sleeping: nothing is dropped', source };
      if (!blockable && found?.maySleep === 'yes') return { does: 'unknown', text: 'it may sleep, which it must not', source };
      switch (found?.does) {
        case 'acts': return { does: 'drops', text: found.ignoresOwn ? `${WORDS.drops} (were it the owner, it would do nothing)` : WORDS.drops, source };
        case 'ignores': return { does: 'keeps', text: 'it does nothing: its entries in the range are kept', source };
        default: return { does: 'unknown', text: 'what it does hangs on code that is not seen', source };
      }
    },
  };
}

export const MODELS: readonly Participant[] = SUBSCRIBER_MODELS.map(modelled);

/** Those that are asked for, in the order in which the core tells them: intervals first (mm/mmu_notifier.c, __mmu_notifier_invalidate_range_start()). */
export function participantsOf(wanted: readonly string[] | undefined, others: readonly TreeSubscriber[]): { readonly taking: readonly Participant[]; readonly choices: readonly SubscriberChoice[] } {
  const all = [...MODELS, ...others.map(surveyed)];
  const takesPart = (one: Participant): boolean => (wanted ? wanted.includes(one.id) : one.isModel);
  const rank = ({ kind }: Participant): number => ['interval', 'list', 'tlb'].indexOf(kind);
  return {
    taking: all.filter(takesPart).sort((a, b) => rank(a) - rank(b)),
    choices: all.map((one) => ({ id: one.id, title: one.title, kind: one.kind, isModel: one.isModel, takesPart: takesPart(one) })),
  };
}
