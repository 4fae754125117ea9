/** Which API call an offset is in: for hover and completion, also in half-typed text, where there is no syntax to ask. */
import type { Generation } from '../kernel/generation.ts';
import { isApiName } from '../kernel/api.ts';
import type { ApiCallSite } from './input.ts';

/** How far back a call's opening parenthesis is looked for, in UTF-16 units. */
const WINDOW = 2000;

/** @param offset UTF-16 offset in `text` */
export function apiCallAround(text: string, offset: number, generation: Generation): ApiCallSite | undefined {
  let depth = 0;
  let argument = 0;
  for (let i = offset - 1; i >= 0 && i > offset - WINDOW; i--) {
    const c = text[i];
    if (c === ')' || c === ']') depth += 1;
    else if (c === '[') depth -= 1;
    else if (c === ',' && depth === 0) argument += 1;
    else if ((c === ';' || c === '{' || c === '}') && depth === 0) return undefined;
    else if (c === '(') {
      if (depth > 0) {
        depth -= 1;
        continue;
      }
      const name = /([A-Za-z_]\w*)\s*$/.exec(text.slice(Math.max(0, i - 100), i))?.[1];
      if (name === undefined || !isApiName(name)) {
        // An inner parenthesis: the call may be further out, and this is part of one argument.
        argument = 0;
        continue;
      }
      return { name, argument, role: generation.functions.get(name)?.parameters[argument] };
    }
  }
  return undefined;
}
