/** Error numbers as pointers (include/linux/err.h): what is known of a pointer that was made of one. */
import { makesNew } from '../kernel/allocations.ts';
import { calleeOf, isErrno, ONE, operation, type Value, ZERO } from './value.ts';

function isNegative(v: Value | undefined): boolean {
  const [a] = v?.kind === 'operation' && v.op === '-' ? v.operands : [];
  return (v?.kind === 'int' && v.value < 0) || (a?.kind === 'constant' && isErrno(a.name));
}

/** The number that a pointer was made of. */
function errorOf(pointer: Value): Value | undefined {
  const [error] = pointer.kind === 'operation' && pointer.op === 'call' && pointer.name === 'ERR_PTR' ? pointer.operands : [];
  return isNegative(error) ? error : undefined;
}

/** What was allocated, or NULL. */
function isMemory(pointer: Value): boolean {
  return pointer.kind === 'symbol' && makesNew(calleeOf(pointer.symbol) ?? '', false);
}

/** The value of a function that has no more to it than its arguments. */
export function computed(name: string, args: readonly Value[]): Value | undefined {
  const [pointer] = args;
  if (!pointer) return undefined;
  const error = errorOf(pointer);
  const isNull = pointer.key === '0';
  const isNew = isMemory(pointer);
  const isNoError = isNull || pointer.kind === 'address' || isNew;
  switch (name) {
    case 'IS_ERR':
      if (error || isNoError) return error ? ONE : ZERO;
      break;
    case 'IS_ERR_OR_NULL':
      if (isNew) return operation('!', [pointer]);
      if (error || isNoError) return error || isNull ? ONE : ZERO;
      break;
    case 'PTR_ERR_OR_ZERO':
      if (error || isNoError) return error ?? ZERO;
      break;
    case 'PTR_ERR':
      if (error) return error;
      break;
    case 'ERR_CAST': return pointer;
    default:
  }
  return operation('call', args, name);
}
