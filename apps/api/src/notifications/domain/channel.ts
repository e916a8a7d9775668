import type { MethodKind } from '#contract';
import type { Reader } from '../../platform/kernel/reader.js';
import type { AttemptResult, NotificationKind } from './notification.js';
import type { TopicContent } from './topic-content.js';

/** Addresses that a message may carry; null where nobody could open them. */
export interface MessageLinks {
  /** opens a page on which the reader acknowledges */
  readonly acknowledge: string | null;
  /** shows the topic in the console */
  readonly console: string | null;
  /** takes, by POST, the token that proves that the message arrived; null where none is asked for */
  readonly confirm: { readonly url: string; readonly token: string } | null;
  /** takes, by POST, the token that says that the message is there; whoever shows it says so by itself */
  readonly receipt: { readonly url: string; readonly token: string } | null;
}

/** What is to be said, to whom and where: each channel makes its own message of it. */
export interface Outgoing {
  /** the same for every try of one message: whoever takes it can tell that it came before */
  readonly id: string;
  readonly topicId: string;
  readonly kind: NotificationKind;
  readonly dueAt: Date;
  /** whether an attempt before may have reached its reader */
  readonly mayRepeat: boolean;
  readonly reader: Reader;
  /** where it goes: what `Channel.draft` made of what its owner said */
  readonly to: unknown;
  readonly content: TopicContent;
  readonly links: MessageLinks;
}

/** A way as somebody asks for it, before it is proven. */
export interface Draft {
  /** where it leads, as the channel reads it; kept sealed, except for mail */
  readonly to: unknown;
  /** the same for the same address: nobody has it twice */
  readonly key: string;
  /** how its owner tells it from their others */
  readonly shown: string;
  /** what others may know of it: four characters at most */
  readonly lastFour: string;
  /** by which whoever is sent to knows us; its owner is shown it once. Left out where there is none */
  readonly secret?: string;
}

/** A kind of way to people: its addresses, its messages, and how these are handed over. */
export abstract class Channel {
  abstract readonly kind: MethodKind;
  /** whether this instance can go it */
  abstract readonly isSetUp: boolean;
  /** whether a way of this kind can be proven here: as a rule where it can be gone */
  get canBeProven(): boolean {
    return this.isSetUp;
  }

  /** whoever takes longer is not waited for, in milliseconds */
  abstract readonly patience: number;
  /** who takes its messages, for a sentence: `the mail server` */
  abstract readonly server: string;

  /**
   * Reads what somebody says of a way that they want.
   * @param input checked already to be of this kind
   * @throws DomainError `validation-failed`, `conflict`
   */
  abstract draft(input: unknown): Draft;

  /** Makes the message and hands it over, outside of any transaction. Never throws for what the other side does. */
  abstract send(outgoing: Outgoing): Promise<AttemptResult>;
}

/** What an answer over HTTP means: nothing between 400 and 499 gets better by itself, but for what says so. */
export function httpResult(server: string, status: number): AttemptResult {
  if (status >= 200 && status <= 299) return { result: 'accepted' };
  const error = `${server} answers ${status}`;
  if (status >= 500 || TEMPORARY.includes(status))
    return { result: 'failed', error, handedOver: false };
  return { result: 'refused', error };
}

/** Request Timeout, Too Early, Too Many Requests (RFC 9110, 8470, 6585). */
const TEMPORARY: readonly number[] = [408, 425, 429];
