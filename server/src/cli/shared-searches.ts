/** Searches are made once for all threads: each asks the thread that started it. */
import { OWN_SEARCHES, type Searches } from '../host/definitions/searches.ts';
import type { Found, FromThread, Search, ToThread } from './thread-messages.ts';

/** In a thread. */
export class AskedSearches implements Searches {
  readonly #tell: (message: FromThread) => void;
  readonly #waiting = new Map<string, (found: Found) => void>();

  constructor(tell: (message: FromThread) => void) {
    this.#tell = tell;
  }

  async names(folder: string): Promise<Uint8Array> {
    const found = await this.#ask({ what: 'names', folder });
    return found instanceof Uint8Array ? found : new Uint8Array();
  }

  async using(folder: string, words: readonly string[]): Promise<readonly string[]> {
    const found = await this.#ask({ what: 'using', folder, words });
    return found instanceof Uint8Array ? [] : found;
  }

  answer({ search, found }: Extract<ToThread, { kind: 'found' }>): void {
    this.#waiting.get(JSON.stringify(search))?.(found);
  }

  #ask(search: Search): Promise<Found> {
    return new Promise((resolve) => {
      this.#waiting.set(JSON.stringify(search), resolve);
      this.#tell({ kind: 'search', search });
    });
  }
}

/** In the thread that started the others. */
export class SharedSearches {
  readonly #made = new Map<string, Promise<Found>>();

  make(search: Search): Promise<Found> {
    const key = JSON.stringify(search);
    const made = this.#made.get(key) ?? (search.what === 'names' ? shared(search.folder) : OWN_SEARCHES.using(search.folder, search.words));
    this.#made.set(key, made);
    return made;
  }
}

async function shared(folder: string): Promise<Uint8Array> {
  const names = await OWN_SEARCHES.names(folder);
  const bytes = new Uint8Array(new SharedArrayBuffer(names.length));
  bytes.set(names);
  return bytes;
}
