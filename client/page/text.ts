/** Sentences with code in backquotes: their parts, how wide they will be, and where they break. */

export interface TextPart {
  readonly text: string;
  readonly isCode: boolean;
}

export function partsOf(text: string): readonly TextPart[] {
  return text.split('`').flatMap((part, index) => (part === '' ? [] : [{ text: part, isCode: index % 2 === 1 }]));
}

/** Pixels for one character of 12-pixel text, as an average on the safe side; code is set in a fixed width. */
const CHARACTER = { text: 6.1, code: 7.2 };

export function widthOf({ text, isCode }: TextPart): number {
  return text.length * (isCode ? CHARACTER.code : CHARACTER.text);
}

/**
 * Break at spaces, and inside words that fill more than a line.
 * @param width in pixels
 */
export function wrap(parts: readonly TextPart[], width: number): readonly (readonly TextPart[])[] {
  const lines: TextPart[][] = [[]];
  let used = 0;
  const put = (part: TextPart): void => {
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (last && last.isCode === part.isCode) line?.splice(-1, 1, { ...last, text: last.text + part.text });
    else line?.push(part);
    used += widthOf(part);
  };
  const breakLine = (): void => {
    trimEnd(lines.at(-1));
    lines.push([]);
    used = 0;
  };
  for (const { text, isCode } of parts) {
    for (const word of text.match(/\s+|\S+/g) ?? []) {
      let rest = word;
      if (used > 0 && used + widthOf({ text: rest, isCode }) > width) {
        breakLine();
        if (rest.trim() === '') continue;
      }
      const fits = Math.max(1, Math.floor(width / (isCode ? CHARACTER.code : CHARACTER.text)));
      while (rest.length > fits && used === 0) {
        put({ text: rest.slice(0, fits), isCode });
        rest = rest.slice(fits);
        breakLine();
      }
      put({ text: rest, isCode });
    }
  }
  return lines.length > 1 && lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
}

function trimEnd(line: TextPart[] | undefined): void {
  const last = line?.at(-1);
  if (line && last) line.splice(-1, 1, { ...last, text: last.text.trimEnd() });
}
