/** Small reads of build files. */
import fs from 'node:fs';

/** A file's text, or `undefined` where it cannot be read. By callback: for thousands of small files far cheaper than file handles. */
export function readText(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    fs.readFile(file, 'utf8', (error, text) => {
      resolve(error ? undefined : text);
    });
  });
}
