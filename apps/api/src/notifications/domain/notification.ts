/** What a notification is for. A page starts no more once its topic's epoch was raised; whoever asks for another gets it all the same. */
export type NotificationKind =
  | 'page'
  | 'responder_request'
  | 'status'
  | 'reminder'
  | 'test'
  | 'verification'
  | 'handover'
  | 'self';

export type Urgency = 'high' | 'low';

/** Where in an escalation a notification was asked for. */
export interface RunPosition {
  readonly id: string;
  readonly loop: number;
  readonly step: number;
}

/** Somebody is to be told of a topic. */
export interface NewNotification {
  readonly topicId: string;
  readonly kind: NotificationKind;
  readonly userId: string;
  readonly urgency: Urgency;
  /** null where no escalation asks for it */
  readonly run: RunPosition | null;
  readonly dueAt: Date;
}

/** Whether somebody will be told. */
export interface QueuedFor {
  readonly userId: string;
  /** how many ways lead to them, whatever they do; 0 = nobody can count on it that they are told */
  readonly methods: number;
  /** by how many ways they are told besides, which nobody counts on */
  readonly further: number;
  /** whether consoles that they arm ring as well: nobody counts on those, which a closed lid silences */
  readonly rings: boolean;
}

/** Why a notification was not sent. */
export type CancelReason =
  | 'superseded'
  | 'closed'
  | 'gone'
  | 'expired'
  | 'nothing-to-say'
  | 'answered';

/** What is known of a notification at the moment at which it is claimed, by the database's clock. */
export interface ClaimFacts {
  readonly kind: NotificationKind;
  /** its topic's when it was asked for */
  readonly epoch: number;
  readonly topic: { readonly epoch: number; readonly isOpen: boolean };
  readonly userIsActive: boolean;
  readonly method: { readonly isVerified: boolean; readonly isRemoved: boolean };
  /** whether it would be of no use any more */
  readonly isExpired: boolean;
}

/** Why an attempt may not start; null when it may. */
export function whyNot(facts: ClaimFacts): CancelReason | null {
  const { kind, epoch, topic, userIsActive, method } = facts;
  if (!userIsActive || method.isRemoved) return 'gone';
  if (!method.isVerified && kind !== 'verification') return 'gone';
  if (kind === 'page' && !topic.isOpen) return 'closed';
  if (kind === 'page' && topic.epoch !== epoch) return 'superseded';
  return facts.isExpired ? 'expired' : null;
}

/** What a server made of an attempt. */
export type AttemptResult =
  | { readonly result: 'accepted' }
  /** its last word; `gone`: the way leads nowhere any more, and has to be proven anew */
  | { readonly result: 'refused'; readonly error: string; readonly gone?: true }
  /** it may go better later; `handedOver`: the server had all of it and did not say what became of it */
  | { readonly result: 'failed'; readonly error: string; readonly handedOver: boolean };

/** How an attempt ends on record; of a `lost` one nobody knows whether it arrived, so that another one may be the second. */
export type AttemptEnd = 'accepted' | 'refused' | 'failed' | 'lost';

/** How an attempt ends on record: what a server had all of, and said nothing about, may have arrived. */
export function endOf(outcome: AttemptResult): AttemptEnd {
  return outcome.result === 'failed' && outcome.handedOver ? 'lost' : outcome.result;
}

/** What an attempt leads to. `wait` is in milliseconds. */
export type NextStep =
  | { readonly state: 'accepted' | 'failed' }
  | { readonly state: 'retry_wait'; readonly wait: number };

const FIRST_WAITS_MS = [5000, 15_000, 45_000];
const LATER_WAIT_MS = 60_000;
/** What a server may have taken is not sent again for so long, so that an answer that got lost is no second page at once. */
const HANDED_OVER_WAIT_MS = 10 * 60_000;

/**
 * What follows an attempt. Whether the next one starts is asked when it is due (`whyNot`), so a page is tried for as long as it pages.
 * @param attempt how many attempts there were, this one included
 */
export function nextStep(attempt: number, outcome: AttemptResult): NextStep {
  if (outcome.result === 'accepted') return { state: 'accepted' };
  if (outcome.result === 'refused') return { state: 'failed' };
  const wait = outcome.handedOver
    ? HANDED_OVER_WAIT_MS
    : (FIRST_WAITS_MS[attempt - 1] ?? LATER_WAIT_MS);
  return { state: 'retry_wait', wait };
}

const MINUTE_MS = 60_000;
const USEFUL_MS: Readonly<Record<NotificationKind, number | null>> = {
  page: null, // as long as its topic is open and its epoch holds
  responder_request: 24 * 60 * MINUTE_MS,
  status: 24 * 60 * MINUTE_MS,
  reminder: 24 * 60 * MINUTE_MS,
  handover: 24 * 60 * MINUTE_MS,
  self: 24 * 60 * MINUTE_MS,
  test: 10 * MINUTE_MS,
  verification: 10 * MINUTE_MS,
};

/** From when on a notification would be of no use to its reader; null = it says so by itself. */
export function uselessAt(kind: NotificationKind, dueAt: Date): Date | null {
  const useful = USEFUL_MS[kind];
  return useful === null ? null : new Date(dueAt.getTime() + useful);
}
