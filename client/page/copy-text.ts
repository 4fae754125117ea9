/** What *Copy for commit message* copies: of what is in sight. */
import { raceText, runText } from '../../server/src/simulation/text/commit-text.ts';
import type { Model } from './model.ts';

export function copyText({ run, view, race }: Model): string {
  if (!run) return '';
  return view === 'race' && race?.result && 'race' in race.result ? raceText(race.result.race) : runText(run.simulation);
}
