import type { ApiFunction, Generation } from '../kernel/generation.ts';
import { FUNCTION_DOCS } from './function-docs.ts';

/**
 * A function of the API as the hover shows it.
 * @param here what `generation` is the API of, as the beginning of a sentence
 * @returns undefined for what was never part of the API
 */
export function functionMarkdown(name: string, generation: Generation, all: readonly Generation[], here: string): string | undefined {
  const own = generation.functions.get(name);
  const elsewhere = all.filter(({ functions }) => functions.has(name));
  const shown = own ?? elsewhere.at(-1)?.functions.get(name);
  if (!shown) return undefined;
  const lines = [`\`\`\`c\n${signature(shown)}\n\`\`\``];
  const documentation = FUNCTION_DOCS.get(name);
  if (documentation !== undefined) lines.push(documentation);
  if (own?.mustCheck) lines.push('Its result must be checked.');
  if (own && !own.inDisabledHalf) lines.push('Not there where CONFIG_MMU_NOTIFIER is off.');
  const since = elsewhere[0]?.release;
  const gone = all[all.findLastIndex(({ functions }) => functions.has(name)) + 1]?.release;
  const life = since === undefined ? '' : ` In Linux since ${since}${gone === undefined ? '' : `, gone in ${gone}`}.`;
  lines.push(own ? `${here}: as of Linux ${generation.release}.${life}` : `⚠ ${here} (${generation.release}) has no such function.${life}`);
  return lines.join('\n\n');
}

function signature({ name, parameters }: ApiFunction): string {
  return `${name}(${parameters.map((role) => (role === 'other' ? '…' : role)).join(', ')})`;
}
