/** The exit of a module that puts subscriptions, if all that it does is in sight. By the names in texts: a sign, which chooses what the machine runs. */
import { isContainerOf, isObserver, isPure, isQuestion, transparentArgument } from '../kernel/functions.ts';
import { lockFunction } from '../kernel/locks.ts';
import { moduleExit, undoesInit } from '../kernel/module-exits.ts';
import { sleepingLockFunction } from '../kernel/sleeping-locks.ts';
import { subscriberFunction } from '../kernel/subscribers.ts';
import type { FunctionPiece, MacroPiece, OtherPiece } from '../syntax/outline.ts';

const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;
/** What stands before a parenthesis and is no function: words of C, and macros that walk lists (include/linux/list.h). */
const NO_CALLS = /^(if|for|while|switch|return|sizeof|ARRAY_SIZE|IS_ENABLED|(list|hlist|rb|idr|xa|ida)_\w+|for_each_\w+|INIT_\w+)$/;

function isKnown(name: string): boolean {
  return NO_CALLS.test(name) || undoesInit(name) || isObserver(name) || isQuestion(name) || isPure(name) || isContainerOf(name) || transparentArgument(name) !== undefined
    || lockFunction(name) !== undefined || sleepingLockFunction(name) !== undefined || subscriberFunction(name) !== undefined;
}

/** Whether a function or macro names one of the API that does this. */
export function namesVerb(piece: { readonly identifiers: ReadonlySet<string> }, verb: 'put' | 'synchronize'): boolean {
  for (const name of piece.identifiers) if (subscriberFunction(name)?.verb === verb) return true;
  return false;
}

/** @param named functions of the file by name */
export function wholeExits(functions: readonly FunctionPiece[], named: ReadonlyMap<string, readonly FunctionPiece[]>, macros: ReadonlyMap<string, readonly MacroPiece[]>, declarations: readonly OtherPiece[]): ReadonlySet<FunctionPiece> {
  const none: ReadonlySet<FunctionPiece> = new Set();
  if (!functions.some((piece) => namesVerb(piece, 'put')) || [...macros.values()].flat().some((macro) => namesVerb(macro, 'synchronize'))) return none;
  const exits = declarations.flatMap(({ text }) => named.get(moduleExit(text) ?? '') ?? []);
  if (exits.length !== 1) return none;
  const reached = new Set(exits);
  for (const piece of reached) {
    for (const [, name = ''] of piece.text.slice(piece.text.indexOf('{')).replaceAll(COMMENT, ' ').matchAll(/(\w+)\s*\(/g)) {
      const own = named.get(name);
      if (own) for (const other of own) reached.add(other);
      else if (macros.has(name) || !isKnown(name)) return none;
    }
  }
  // What waits in another function may be called in ways that can't be seen.
  return functions.some((piece) => !reached.has(piece) && namesVerb(piece, 'synchronize')) ? none : new Set(exits);
}
