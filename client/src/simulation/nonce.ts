/** A word that can't be guessed: what bears it in a document was written by us. */
import { randomBytes } from 'node:crypto';

export function freshNonce(): string {
  return randomBytes(18).toString('base64url');
}
