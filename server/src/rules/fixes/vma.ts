/**
 * Which vma a call names that has none. The rule of the series that brought vmas (mainline bf198b2b34bf): the one whose `vm_mm` is given
 * as the mm, else the parameter, else the only local, else NULL. Where several could be meant, the one whose mm and addresses are used.
 */
import type { Expr, FunctionSyntax } from '../../syntax/ast.ts';
import { storesTo, visibleAt, type Visible, walkFunction } from '../../syntax/scope.ts';
import { walkExpr } from '../../syntax/walk.ts';

export interface VmaChoice {
  readonly text: string;
  /** Completes "the vma is `text`: …". */
  readonly why: string;
  /** There was a choice, or there is none where one might expect one: somebody ought to look. */
  readonly isArguable: boolean;
}

export interface VmaQuestion {
  readonly mm: Expr | undefined;
  readonly addresses: readonly Expr[];
  /** Offset of the call. */
  readonly at: number;
  readonly syntax: FunctionSyntax;
  /** The text of an expression. */
  textOf(e: Expr): string;
}

const VMA = 'struct vm_area_struct';

/** `X` of `X->vm_mm`, as an expression of its own. */
function ownerOfMm(e: Expr | undefined, textOf: (e: Expr) => string): string | undefined {
  if (e?.kind !== 'member' || e.field !== 'vm_mm') return undefined;
  return e.arrow ? textOf(e.object) : `&${textOf(e.object)}`;
}

/** It says where by itself: a number, or a constant's name. */
function isConstant(e: Expr): boolean {
  if (e.kind === 'number') return true;
  if (e.kind === 'name') return /^[A-Z][A-Z\d_]*$/.test(e.name);
  if (e.kind === 'unary' || e.kind === 'cast') return isConstant(e.operand);
  if (e.kind === 'binary') return isConstant(e.left) && isConstant(e.right);
  return false;
}

function namesIn(e: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walkExpr(e, (x) => {
    if (x.kind === 'name') names.add(x.name);
  });
  return names;
}

/** Whether something was stored in it before the call. */
function hasValue({ name, parameter }: Visible, q: VmaQuestion): boolean {
  if (parameter) return true;
  const { values, unseen } = storesTo(name, q.syntax);
  return values.some(({ at }) => at < q.at) || unseen.some((at) => at < q.at);
}

export function vmaFor(q: VmaQuestion): VmaChoice {
  const named = ownerOfMm(q.mm, q.textOf);
  if (named !== undefined) return { text: named, why: 'the mm given is its `vm_mm`', isArguable: false };
  const visible = visibleAt(q.syntax, q.at).filter(({ type }) => type.base === VMA && type.pointers === 1 && !type.isArray);
  const candidates = visible.filter((v) => hasValue(v, q));
  if (q.addresses.length > 0 && q.addresses.every(isConstant)) {
    return { text: 'NULL', why: `${q.addresses.map(q.textOf).join(' to ')} belong to no single vma`, isArguable: visible.length > 0 };
  }
  return ofMm(candidates, q) ?? ofAddresses(candidates, q) ?? remaining(candidates, q);
}

/** The mm was read from it: `mm = vma->vm_mm`. */
function ofMm(candidates: readonly Visible[], q: VmaQuestion): VmaChoice | undefined {
  if (q.mm?.kind !== 'name') return undefined;
  const { name } = q.mm;
  const stores = storesTo(name, q.syntax);
  if (stores.unseen.length > 0) return undefined;
  const owners = new Set(stores.values.filter(({ at }) => at < q.at).map(({ value }) => ownerOfMm(value, q.textOf)));
  const [owner, ...more] = owners;
  if (owner === undefined || more.length > 0 || !candidates.some((v) => v.name === owner)) return undefined;
  return { text: owner, why: `\`${name}\` is its \`vm_mm\``, isArguable: candidates.length > 1 };
}

/** The addresses are its own: `src_vma->vm_start`, or variables set from them. */
function ofAddresses(candidates: readonly Visible[], q: VmaQuestion): VmaChoice | undefined {
  if (candidates.length < 2) return undefined;
  const used = new Set(q.addresses.flatMap((e) => [...namesIn(e)]));
  const near = candidates.filter(({ name }) => used.has(name));
  if (near.length === 1 && near[0]) return { text: near[0].name, why: 'the addresses are taken from it', isArguable: true };
  if (near.length > 1) return undefined;
  for (const name of [...used]) for (const { value, at } of storesTo(name, q.syntax).values) if (at < q.at) for (const other of namesIn(value)) used.add(other);
  const further = candidates.filter(({ name }) => used.has(name));
  if (further.length === 1 && further[0]) return { text: further[0].name, why: 'the addresses were set from it', isArguable: true };
  return ofCompany(candidates, new Set(q.addresses.flatMap((e) => [...namesIn(e)])), q);
}

/** The function hands it to others together with these addresses: `flush_cache_range(src_vma, src_addr, …)`. */
function ofCompany(candidates: readonly Visible[], addresses: ReadonlySet<string>, q: VmaQuestion): VmaChoice | undefined {
  const together = new Set<string>();
  walkFunction(q.syntax.body, () => {}, (e) => {
    if (e.kind !== 'call' || !e.args.some((arg) => [...namesIn(arg)].some((name) => addresses.has(name)))) return;
    const own = candidates.filter(({ name }) => e.args.some((arg) => arg.kind === 'name' && arg.name === name));
    // A call with all of them tells nothing.
    if (own.length === 1 && own[0]) together.add(own[0].name);
  });
  const [name, ...more] = together;
  return name !== undefined && more.length === 0 ? { text: name, why: 'the addresses are used together with it', isArguable: true } : undefined;
}

function remaining(candidates: readonly Visible[], q: VmaQuestion): VmaChoice {
  const parameters = candidates.filter(({ parameter }) => parameter);
  const [parameter] = parameters;
  const [local] = candidates;
  if (parameter && parameters.length === 1) return { text: parameter.name, why: 'it is the only vma that the function is given', isArguable: candidates.length > 1 };
  if (local && candidates.length === 1) return { text: local.name, why: 'it is the only vma here', isArguable: false };
  if (candidates.length > 1) {
    return { text: 'NULL', why: `${candidates.map(({ name }) => `\`${name}\``).join(' and ')} could be meant, and neither mm nor addresses tell`, isArguable: true };
  }
  const sibling = siblingOfMm(q);
  if (sibling !== undefined) return { text: sibling, why: 'it stands beside the mm that is given', isArguable: true };
  return { text: 'NULL', why: 'there is no vma here', isArguable: false };
}

/** `walk->vma` for `walk->mm`, where the function itself uses it so. */
function siblingOfMm(q: VmaQuestion): string | undefined {
  const { mm } = q;
  if (mm?.kind !== 'member' || mm.field !== 'mm') return undefined;
  const object = q.textOf(mm.object);
  let found: string | undefined;
  walkFunction(q.syntax.body, () => {}, (e) => {
    if (e.kind === 'member' && e.field === 'vma' && q.textOf(e.object) === object) found ??= q.textOf(e);
  });
  return found;
}
