import type { Reader } from '../../platform/kernel/reader.js';

/** What somebody is told of: what nobody has acknowledged, what they are asked to help with and did not answer, and tests. */
export const OWN_PAGE_KINDS = ['page', 'responder_request', 'test'] as const;
export type OwnPageKind = (typeof OWN_PAGE_KINDS)[number];

/** Something that somebody is being paged about: not acknowledged by anybody, and not over. */
export interface OwnPage {
  /** of the newest notification of it; the one by browser where consoles ring */
  readonly id: string;
  readonly kind: OwnPageKind;
  /** what it is called by the room that knows: `INC-17`; null where it has no name, or that room failed */
  readonly reference: string | null;
  readonly title: string;
  /** where the console shows it */
  readonly path: string;
  readonly sample: boolean;
  /** when it was first due */
  readonly since: Date;
  /** whether armed consoles ring for it */
  readonly rings: boolean;
}

/** One way by which somebody is being told of something, newest first among its like. */
export interface OpenNotification extends Reader {
  readonly id: string;
  readonly topicId: string;
  readonly territory: string | null;
  readonly kind: OwnPageKind;
  readonly dueAt: Date;
  /** whether consoles were told of it */
  readonly rings: boolean;
}

/** Whether one notification of a thing stands for it rather than another: a page before a request to help, then what rings. */
function isPreferred(one: OpenNotification, shown: OpenNotification): boolean {
  if (one.kind !== shown.kind) return one.kind === 'page';
  return one.rings && !shown.rings;
}

/** What somebody is being told of, each thing once, the newest first: a page stands for the others, and of these the one that rings. */
export function byTopic(
  open: readonly OpenNotification[],
): { readonly shown: OpenNotification; readonly since: Date }[] {
  const found = new Map<string, { shown: OpenNotification; since: Date }>();
  for (const one of open) {
    const known = found.get(one.topicId);
    if (!known) found.set(one.topicId, { shown: one, since: one.dueAt });
    else {
      if (isPreferred(one, known.shown)) known.shown = one;
      if (one.dueAt < known.since) known.since = one.dueAt;
    }
  }
  return [...found.values()];
}
