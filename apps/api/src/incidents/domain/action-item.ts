import type { ActionItemState } from '#contract';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Actor } from '../../platform/kernel/scope.js';

/** Who sees to something: a person or a team. */
export type ItemOwner =
  | { readonly kind: 'user'; readonly id: string; readonly name: string }
  | { readonly kind: 'team'; readonly id: string; readonly name: string };

/** What people say of something that is to be done. */
export interface ItemContent {
  readonly title: string;
  /** null = nobody yet */
  readonly owner: ItemOwner | null;
  /** calendar day, `2026-11-20`; null = none was agreed */
  readonly due: string | null;
  /** address of the issue or change elsewhere */
  readonly link: string | null;
  readonly state: ActionItemState;
  /** why it was dropped, or what is to be said of its end */
  readonly reason: string | null;
}

/** Something that is to be done after an incident. */
export interface ActionItem extends ItemContent {
  readonly id: string;
  /** in the order in which they were written down, over all incidents */
  readonly number: number;
  readonly incidentId: string;
  readonly territory: string;
  readonly createdBy: Actor;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  /** grows by one with every change; the ETag */
  readonly version: number;
  readonly updatedAt: Date;
}

/** A new one but for its number, which the table gives. */
export function begunItem(
  id: string,
  of: Pick<ActionItem, 'incidentId' | 'territory'>,
  content: Pick<ItemContent, 'title' | 'owner' | 'due' | 'link'>,
  createdBy: Actor,
  now: Date,
): Omit<ActionItem, 'number'> {
  const open = { state: 'open', reason: null, closedAt: null } as const;
  return { id, ...of, ...content, ...open, createdBy, createdAt: now, version: 1, updatedAt: now };
}

/**
 * What becomes of one.
 * @returns itself where nothing changes
 * @throws DomainError `validation-failed` where it is dropped without a reason
 */
export function changedItem(before: ActionItem, change: ItemContent, now: Date): ActionItem {
  const reason = change.state === 'open' ? null : change.reason;
  if (change.state === 'dropped' && (reason ?? '').trim() === '')
    throw invalid([
      { path: 'reason', code: 'reason-needed', message: 'is needed for what is dropped.' },
    ]);
  const content = { ...change, reason };
  if (isSame(before, content)) return before;
  const stays = before.state === content.state;
  const closedAt = content.state === 'open' ? null : stays ? before.closedAt : now;
  return { ...before, ...content, closedAt, version: before.version + 1, updatedAt: now };
}

function isSame(a: ItemContent, b: ItemContent): boolean {
  const plain = ['title', 'due', 'link', 'state', 'reason'] as const;
  const isOwners = a.owner?.kind === b.owner?.kind && a.owner?.id === b.owner?.id;
  return isOwners && plain.every((name) => a[name] === b[name]);
}

/** Whom a change gives something to that they do not have yet, and did not take themselves; null = nobody. */
export function newOwner(
  before: ItemOwner | null,
  { owner, state }: Pick<ItemContent, 'owner' | 'state'>,
  by: Actor,
): string | null {
  if (state !== 'open' || owner?.kind !== 'user') return null;
  const had = before?.kind === 'user' && before.id === owner.id;
  return had || owner.id === by.id ? null : owner.id;
}

/** The calendar day of an instant, in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Whether it should have been done by now. @param today calendar day, in UTC */
export function isOverdue(
  { state, due }: Pick<ActionItem, 'state' | 'due'>,
  today: string,
): boolean {
  return state === 'open' && due !== null && due < today;
}
