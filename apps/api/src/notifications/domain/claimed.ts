import type { MethodKind } from '#contract';
import type { Reader } from '../../platform/kernel/reader.js';
import type { NotificationKind } from './notification.js';

/** Where a message goes, and how its reader wants to be spoken to. */
export interface Recipient extends Reader {
  /** as the channel of its kind reads it; undefined = it was sealed under another secret, and cannot be opened */
  readonly to: unknown;
}

/** A notification that is this process's to send for the length of its lease. */
export interface ClaimedNotification {
  readonly id: string;
  readonly topicId: string;
  /** null where it concerns one account alone */
  readonly territory: string | null;
  readonly kind: NotificationKind;
  readonly runId: string | null;
  readonly dueAt: Date;
  /** how many attempts there were, this one included: who was too slow has another number */
  readonly attempt: number;
  /** an attempt before ended without a word, so that its reader may have the message already */
  readonly mayRepeat: boolean;
  readonly userId: string;
  readonly methodId: string;
  readonly by: MethodKind;
  readonly recipient: Recipient;
}
