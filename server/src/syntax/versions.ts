/** Conditions that ask which kernel it is. It is one: what holds of its version holds all at once. */

/** As KERNEL_VERSION() of the kernel's own version.h counts. */
type Version = number;

type Comparison = (version: Version) => boolean;

const ASKED = /^LINUX_VERSION_CODE ?([<>=!]=|[<>]) ?KERNEL_VERSION ?\( ?(\d+) ?, ?(\d+) ?, ?(\d+) ?\)$/;
const ASKED_BACKWARDS = /^KERNEL_VERSION ?\( ?(\d+) ?, ?(\d+) ?, ?(\d+) ?\) ?([<>=!]=|[<>]) ?LINUX_VERSION_CODE$/;
const BACKWARDS: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function versionOf(major: number, minor: number, patch: number): Version {
  return major * 0x10000 + minor * 0x100 + Math.min(patch, 0xff);
}

/** `"5.14"`; anything else that is no release is older than all. */
function versionOfRelease(release: string): Version {
  const [major = 0, minor = 0, patch = 0] = release.split('.').map(Number);
  return Number.isNaN(major + minor + patch) ? 0 : versionOf(major, minor, patch);
}

function question(atom: string): { readonly operator: string; readonly than: Version } | undefined {
  const forwards = ASKED.exec(atom);
  if (forwards) return { operator: forwards[1] ?? '', than: versionOf(Number(forwards[2]), Number(forwards[3]), Number(forwards[4])) };
  const backwards = ASKED_BACKWARDS.exec(atom);
  if (!backwards) return undefined;
  const operator = backwards[4] ?? '';
  return { operator: BACKWARDS[operator] ?? operator, than: versionOf(Number(backwards[1]), Number(backwards[2]), Number(backwards[3])) };
}

function comparison(operator: string, than: Version): Comparison {
  switch (operator) {
    case '<': return (version) => version < than;
    case '>': return (version) => version > than;
    case '<=': return (version) => version <= than;
    case '>=': return (version) => version >= than;
    case '!=': return (version) => version !== than;
    default: return (version) => version === than;
  }
}

/** Whether a condition compares the kernel's version with another. */
export function asksVersion(atom: string): boolean {
  return question(atom) !== undefined;
}

/**
 * What the kernels that there may be answer to such questions, newest first: each answer is that of some version.
 * @param oldest no older release counts
 */
export function versionWorlds(atoms: readonly string[], oldest: string | undefined): readonly ReadonlyMap<string, boolean>[] {
  const questions = atoms.flatMap((atom) => {
    const asked = question(atom);
    return asked ? [{ atom, than: asked.than, holds: comparison(asked.operator, asked.than) }] : [];
  });
  const from = oldest === undefined ? 0 : versionOfRelease(oldest);
  const versions = [from, ...questions.flatMap(({ than }) => [than - 1, than, than + 1])].filter((version) => version >= from).sort((a, b) => b - a);
  const worlds = new Map<string, ReadonlyMap<string, boolean>>();
  for (const version of versions) {
    const answers = questions.map(({ holds }) => holds(version));
    const key = answers.join();
    if (!worlds.has(key)) worlds.set(key, new Map(questions.map(({ atom }, i) => [atom, answers[i] === true])));
  }
  return [...worlds.values()];
}
