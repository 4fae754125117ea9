/** Members of the object that something is part of: where `container_of()` leads. */

/** A member of what `container_of()` found around a pointer, as a place; or around what that found. */
const CONTAINED = /^\*\{((?:\(callcontainer_of\.[\w.]+ )+)\$@(\w+)\)+\}\.([\w.]+)$/;

/** A member of the object around the notifier that a callback is given. */
export interface ContainedMember {
  /** The notifier, as a member of the object. */
  readonly notifier: string;
  /** Id of the parameter that is the notifier. */
  readonly parameter: string;
  readonly member: string;
}

export function containedMember(place: string): ContainedMember | undefined {
  const [, containers, parameter, member] = CONTAINED.exec(place) ?? [];
  const notifier = containers && Array.from(containers.matchAll(/container_of\.([\w.]+) /g), ([, name]) => name).join('.');
  return notifier !== undefined && parameter !== undefined && member !== undefined ? { notifier, parameter, member } : undefined;
}
