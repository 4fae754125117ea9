/**
 * Where the functions that a file calls are defined, as a kernel developer would look for them: in the same subsystem (`drivers/gpu`,
 * `virt/kvm`), and in the inline functions of the tree's headers. What lies beyond is the kernel's own API, of which `kernel/` tells.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { subscriberFunctionsThat } from '../../kernel/subscribers.ts';
import type { Elsewhere, ForeignLock, SourceFile, WaitedLock } from '../../lens.ts';
import { Objects } from '../../workspace/kbuild/objects.ts';
import { pathInTree } from '../../workspace/path-in-tree.ts';
import { linkageOf, type Linkage } from './linkage.ts';
import { MACRO, namedIn, type NamedFiles } from './scan.ts';
import { OWN_SEARCHES, type Searches } from './searches.ts';
import { unwaitedExit } from './unwaited-exit.ts';

/** So many folders of a path make a subsystem. */
const SUBSYSTEM_DEPTH = 2;

/** Where page tables are changed without blocking: the call is the core's own, which no module can make (mm/mmu_notifier.c exports nothing for it). */
const CORE_FOLDERS = ['mm', 'kernel', 'fs', 'virt'];
const NONBLOCKING_START = 'mmu_notifier_invalidate_range_start_nonblock';

/** How the name of a structure's type begins. */
const STRUCTURE = 'struct ';

/** A macro that more headers define than this has a name like `min`: none of them is looked into. */
const ORDINARY_NAME = 8;

const CHECKS = [...subscriberFunctionsThat('read-retry'), ...subscriberFunctionsThat('check-retry')];
const INTERVAL_OPS = 'mmu_interval_notifier_ops';

/** In every file that knows of notifiers. */
const NOTIFIER = 'mmu_notifier';

/** Which function it is in the end is certain. */
const IS_ONE_FUNCTION: { readonly [K in Linkage]: boolean } = { static: true, global: true, weak: false, macro: false };

/** What callbacks of a file wait for. */
export interface FileLocks {
  /** Absolute. */
  readonly path: string;
  readonly locks: readonly WaitedLock[];
}

interface Candidate {
  readonly file: SourceFile;
  readonly linkage: Linkage;
}

export class Definitions {
  readonly #overlay: (path: string) => string | undefined;
  readonly #scans = new Map<string, Promise<NamedFiles>>();
  readonly #senders = new Map<string, Promise<readonly SourceFile[]>>();
  readonly #objects = new Map<string, Objects>();
  /** By folder. */
  readonly #readers = new Map<string, Promise<readonly string[]>>();
  readonly #core = new Map<string, Promise<readonly string[]>>();
  readonly #files = new Map<string, SourceFile | undefined>();
  /** By file and name. */
  readonly #linkages = new Map<SourceFile, Map<string, Linkage | undefined>>();

  readonly #searches: Searches;

  /** @param overlay texts that count in the place of what is on disk (unsaved documents), by absolute path; asked once for each file */
  constructor(overlay: (path: string) => string | undefined = () => undefined, searches: Searches = OWN_SEARCHES) {
    this.#overlay = overlay;
    this.#searches = searches;
  }

  /**
   * @param root absolute path of the tree
   * @param file absolute path. Where it is outside the tree, it is taken for the file of the tree that its path's longest end names; that
   *   file itself is not looked into
   */
  async around(root: string, file: string): Promise<Elsewhere> {
    const place = await pathInTree(root, file);
    const own = place === undefined ? file : path.join(root, place);
    const folder = place === undefined ? path.dirname(file) : path.join(root, subsystemOf(place));
    const [nonblocking, readers, ...scans] = await Promise.all([this.#sendersIn(root), this.#readersIn(folder, own), this.#scan(folder), this.#scan(path.join(root, 'include'))]);
    const answers = new Map<string, SourceFile | undefined>();
    return {
      nonblocking, readers,
      unwaitedExit: place === undefined ? undefined : await unwaitedExit(place, {
        objects: this.#objectsOf(root), root,
        read: (other) => this.#read(other),
        using: (words) => this.#searches.using(folder, words),
        definedIn: (other) => this.#definedIn(other, scans),
      }),
      definition: (name, from) => {
        const asker = from?.path ?? own;
        const key = `${name} ${asker}`;
        const defining = (what: string): readonly string[] => scans.flatMap((scan) => scan.get(what) ?? []).filter((found) => found !== own);
        if (!answers.has(key)) answers.set(key, name.startsWith(MACRO) ? this.#macro(name, asker, defining) : this.#choose(name, asker, defining(name)));
        return answers.get(key);
      },
    };
  }

  /**
   * The locks that callbacks of other files wait for, as far as the file can hold them: both know the type from one header, or the callback takes
   * it in this file.
   * @param file absolute path, as for `around`
   */
  async locksAround(root: string, file: string, locks: readonly FileLocks[]): Promise<readonly ForeignLock[]> {
    const own = await placeOf(root, file);
    const found: ForeignLock[] = [];
    for (const { path: other, locks: waited } of locks) {
      const source = other === own ? undefined : this.#read(other);
      if (!source) continue;
      for (const lock of waited) {
        const isHere = lock.takenIn?.path === own;
        const known = isHere ? lock : await this.#asKnownIn(root, lock, other, own);
        if (known) found.push({ ...known, file: source, through: isHere ? (lock.takenIn?.through ?? []) : [] });
      }
    }
    return found;
  }

  /** The same lock, as a member of the outermost structure of which both files know the type; `undefined` where there is none. */
  async #asKnownIn(root: string, lock: WaitedLock, there: string, here: string): Promise<WaitedLock | undefined> {
    const { inner: paths = [], ...outer } = lock;
    for (const [i, { type, member }] of [outer, ...paths].entries()) {
      if (await this.#areOneType(root, type, lock.takenIn?.path ?? there, here)) return { ...outer, type, member, ...(i < paths.length ? { inner: paths.slice(i) } : {}) };
    }
    return undefined;
  }

  /** Both see it in one header, and nothing else of this name. */
  async #areOneType(root: string, type: string, there: string, here: string): Promise<boolean> {
    const header = await this.#headerOfType(root, type, there);
    // What the file itself can't see need not be looked for.
    return header !== undefined && mayLookInto(root, here, header) && this.#isWithin(root, here, header, type) && header === (await this.#headerOfType(root, type, here));
  }

  /** A file that never names a type has it through other structures, in the folder of its header, unless that is one of the tree's. */
  #isWithin(root: string, file: string, header: string, type: string): boolean {
    const isIn = (folder: string, name: string): boolean => name.startsWith(`${folder}${path.sep}`);
    if (isIn(path.join(root, 'include'), header) || isIn(path.dirname(header), file)) return true;
    const tag = type.slice(STRUCTURE.length);
    return new RegExp(String.raw`\b${tag}\b`).test(this.#read(file)?.text ?? '');
  }

  async #headerOfType(root: string, type: string, file: string): Promise<string | undefined> {
    const scans = await Promise.all(this.#scansAround(root, file));
    const files = scans.flatMap((scan) => scan.get(type) ?? []);
    // A structure of the file itself is another one.
    return files.includes(file) && !file.endsWith('.h') ? undefined : this.#headerOf(files)?.path;
  }

  /** Of the subsystem, and of the tree's headers. @param file absolute path */
  #scansAround(root: string, file: string): readonly Promise<NamedFiles>[] {
    return [subsystemFolder(root, file), path.join(root, 'include')].map((folder) => this.#scan(folder));
  }

  #objectsOf(root: string): Objects {
    const objects = this.#objects.get(root) ?? new Objects(root);
    this.#objects.set(root, objects);
    return objects;
  }

  /** Functions and macros that others may call. */
  #definedIn(path: string, scans: readonly NamedFiles[]): readonly string[] {
    const file = this.#read(path);
    const names = scans.flatMap((scan) => [...scan].flatMap(([name, files]) => (files.includes(path) ? [name] : [])));
    return names.filter((name) => {
      const linkage = file && this.#linkageOf(file, name);
      return linkage && isForOthers(path, linkage);
    });
  }

  /** The same for a file of which only is asked who calls its functions: of the core's files those count that know of notifiers. */
  async callersAround(root: string, file: string): Promise<Elsewhere> {
    const place = await pathInTree(root, file);
    const own = place === undefined ? file : path.join(root, place);
    const known = this.#core.get(root) ?? Promise.all(CORE_FOLDERS.map((folder) => this.#searches.using(path.join(root, folder), [NOTIFIER]))).then((found) => found.flat().filter((name) => name.endsWith('.c')).sort());
    this.#core.set(root, known);
    const files = (await known).filter((name) => name !== own);
    const answers = new Map<string, readonly SourceFile[]>();
    return {
      definition: () => undefined,
      callers: (name) => {
        const call = new RegExp(String.raw`\b${name}\s*\(`);
        const found = answers.get(name) ?? files.flatMap((other) => {
          const source = this.#read(other);
          return source && call.test(source.text) && linkageOf(source.text, name) === undefined ? [source] : [];
        });
        answers.set(name, found);
        return found;
      },
    };
  }

  #sendersIn(root: string): Promise<readonly SourceFile[]> {
    const senders = this.#senders.get(root) ?? this.#findSenders(root);
    this.#senders.set(root, senders);
    return senders;
  }

  async #findSenders(root: string): Promise<readonly SourceFile[]> {
    const found = await Promise.all(CORE_FOLDERS.map((folder) => this.#searches.using(path.join(root, folder), [NONBLOCKING_START])));
    // What implements it is none.
    return found.flat().sort().flatMap((file) => {
      const source = file.endsWith('.c') ? this.#read(file) : undefined;
      return source && new RegExp(String.raw`\b${NONBLOCKING_START}\s*\(`).test(source.text) && linkageOf(source.text, NONBLOCKING_START) === undefined ? [source] : [];
    });
  }

  /** Of a file without interval notifiers nobody asks. */
  async #readersIn(folder: string, own: string): Promise<readonly SourceFile[]> {
    if (this.#read(own)?.text.includes(INTERVAL_OPS) === false) return [];
    const found = this.#readers.get(folder) ?? this.#searches.using(folder, CHECKS).then((files) => files.filter((file) => file.endsWith('.c')).sort());
    this.#readers.set(folder, found);
    return (await found).flatMap((file) => (file === own ? [] : this.#read(file) ?? []));
  }

  #scan(folder: string): Promise<NamedFiles> {
    const scan = this.#scans.get(folder) ?? this.#searches.names(folder).then(namedIn);
    this.#scans.set(folder, scan);
    return scan;
  }

  /** The one header that defines a structure: of several that define one of this name, which is meant is not certain. */
  #headerOf(files: readonly string[]): SourceFile | undefined {
    const [only, ...more] = new Set(files.filter((file) => file.endsWith('.h')));
    return only !== undefined && more.length === 0 ? this.#read(only) : undefined;
  }

  #choose(name: string, asker: string, files: readonly string[]): SourceFile | undefined {
    if (name.startsWith(STRUCTURE)) return this.#headerOf(files);
    const found = this.#nearest(name, asker, files);
    return found && IS_ONE_FUNCTION[found.linkage] ? found.file : undefined;
  }

  /** The header whose macro is meant, if anything of it is. @param defining absolute paths of the files that define something of a name */
  #macro(name: string, asker: string, defining: (name: string) => readonly string[]): SourceFile | undefined {
    const headers = defining(name).filter((file) => file.endsWith('.h'));
    if (headers.length === 0 || headers.length > ORDINARY_NAME) return undefined;
    const all = defining(name.slice(MACRO.length));
    const [only, ...others] = all;
    if (only !== undefined && others.length === 0) return this.#read(only);
    const found = this.#nearest(name.slice(MACRO.length), asker, all);
    return found && headers.includes(found.file.path) ? found.file : undefined;
  }

  #nearest(name: string, asker: string, files: readonly string[]): Candidate | undefined {
    const candidates = files.flatMap((path): Candidate | readonly Candidate[] => {
      const file = this.#read(path);
      const linkage = file && this.#linkageOf(file, name);
      return file && linkage && isForOthers(path, linkage) ? { file, linkage } : [];
    });
    // An inline function beside a real one stands in for it where that is not built.
    const isReal = candidates.some(({ linkage }) => linkage === 'global');
    return nearest(asker, candidates.filter(({ linkage }) => !isReal || linkage !== 'static'));
  }

  #linkageOf(file: SourceFile, name: string): Linkage | undefined {
    const known = this.#linkages.get(file) ?? new Map<string, Linkage | undefined>();
    this.#linkages.set(file, known);
    if (!known.has(name)) known.set(name, linkageOf(file.text, name));
    return known.get(name);
  }

  #read(file: string): SourceFile | undefined {
    if (!this.#files.has(file)) {
      try {
        this.#files.set(file, { path: file, text: this.#overlay(file) ?? readFileSync(file, 'utf8') });
      } catch {
        this.#files.set(file, undefined);
      }
    }
    return this.#files.get(file);
  }
}

/** The file's place in the tree, as an absolute path. */
async function placeOf(root: string, file: string): Promise<string> {
  const place = await pathInTree(root, file);
  return place === undefined ? file : path.join(root, place);
}

/** What is static in a .c file, or a macro of it, is nobody else's; a function that is not static, in a header, is none. */
function isForOthers(path: string, linkage: Linkage): boolean {
  return path.endsWith('.h') ? linkage !== 'global' : linkage === 'global' || linkage === 'weak';
}

function subsystemOf(place: string): string {
  return place.split('/').slice(0, -1).slice(0, SUBSYSTEM_DEPTH).join('/');
}

/** The folder of the subsystem that a file of the tree belongs to. Both are absolute paths. */
export function subsystemFolder(root: string, file: string): string {
  const place = path.relative(root, file).split(path.sep).join('/');
  return place.startsWith('../') || path.isAbsolute(place) ? path.dirname(file) : path.join(root, subsystemOf(place));
}

/** Whether functions that `file` calls may be defined in `other`. All are absolute paths; in a folder that is no tree, whatever lies beside the file counts. */
export function mayLookInto(root: string, file: string, other: string): boolean {
  const place = path.relative(root, file).split(path.sep).join('/');
  if (place.startsWith('../') || path.isAbsolute(place)) return path.dirname(other).startsWith(path.dirname(file));
  return [path.join(root, subsystemOf(place)), path.join(root, 'include')].some((folder) => other.startsWith(`${folder}${path.sep}`));
}

/** The one whose path has most in common with the asker's; `undefined` where there are several. */
function nearest(asker: string, candidates: readonly Candidate[]): Candidate | undefined {
  const shared = ({ file: { path: other } }: Candidate): number => {
    const [a, b] = [asker.split(path.sep), other.split(path.sep)];
    const differs = a.findIndex((part, i) => part !== b[i]);
    return differs < 0 ? a.length : differs;
  };
  const most = Math.max(...candidates.map(shared));
  const [only, ...more] = candidates.filter((candidate) => shared(candidate) === most);
  return more.length === 0 ? only : undefined;
}
