/** Three-valued evaluation of a preprocessor condition, of which only CONFIG_MMU_NOTIFIER is known. */

/** `undefined`: depends on something that the reader does not know. */
export type Truth = boolean | undefined;

const MAX_DEPTH = 50;

/**
 * The truth of a `#if` condition.
 * @param enabled whether CONFIG_MMU_NOTIFIER is on
 */
export function truthOf(condition: string, enabled: boolean): Truth {
  const tokens = condition.match(/[A-Za-z_]\w*|\d\w*|&&|\|\||[!()]|[^\s\w!()&|]+|[&|]/g) ?? [];
  let position = 0;

  function either(depth: number): Truth {
    let value = both(depth);
    while (tokens[position] === '||') {
      position++;
      const right = both(depth);
      value = value === true || right === true ? true : value === undefined || right === undefined ? undefined : false;
    }
    return value;
  }

  function both(depth: number): Truth {
    let value = unary(depth);
    while (tokens[position] === '&&') {
      position++;
      const right = unary(depth);
      value = value === false || right === false ? false : value === undefined || right === undefined ? undefined : true;
    }
    return value;
  }

  function unary(depth: number): Truth {
    let negate = false;
    while (tokens[position] === '!') {
      position++;
      negate = !negate;
    }
    const value = comparison(primary(depth));
    return negate && value !== undefined ? !value : value;
  }

  /** An operand of any other operator is not a truth value that we know. */
  function comparison(value: Truth): Truth {
    let known = value;
    while (position < tokens.length && !['&&', '||', ')'].includes(tokens[position] ?? '')) {
      known = undefined;
      if (tokens[position] === '(') skipGroup();
      else position++;
    }
    return known;
  }

  function primary(depth: number): Truth {
    const token = tokens[position++];
    if (token === undefined) return undefined;
    if (token === '(') {
      if (depth > MAX_DEPTH) {
        position = tokens.length;
        return undefined;
      }
      const value = either(depth + 1);
      if (tokens[position] === ')') position++;
      return value;
    }
    if (token === 'defined') return symbol(tokens[position] === '(');
    if (/^IS_(ENABLED|BUILTIN|REACHABLE|MODULE)$/.test(token) && tokens[position] === '(') {
      const value = symbol(true);
      return token === 'IS_MODULE' && value === true ? false : value;
    }
    if (token === '0') return false;
    if (/^[1-9]\d*$/.test(token)) return true;
    return token === 'CONFIG_MMU_NOTIFIER' ? enabled : undefined;
  }

  function symbol(parenthesised: boolean): Truth {
    if (parenthesised) position++;
    const name = tokens[position++];
    if (parenthesised && tokens[position] === ')') position++;
    return name === 'CONFIG_MMU_NOTIFIER' ? enabled : undefined;
  }

  function skipGroup(): void {
    let level = 0;
    do {
      const token = tokens[position++];
      if (token === '(') level++;
      else if (token === ')') level--;
    } while (level > 0 && position < tokens.length);
  }

  const value = either(0);
  return position < tokens.length ? undefined : value;
}
