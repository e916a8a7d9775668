import { DiscoveryService } from '@nestjs/core';
import type { Tx } from '../db/tx.js';
import type { EventType } from '../kernel/event.js';

/** An event as a subscription is given it. */
export interface OccurredEvent<Name extends string = string> {
  readonly name: Name;
  /** slugs or ids of the things it is about */
  readonly ids: readonly string[];
  /** the territory it belongs to; null = concerns the whole instance */
  readonly territory: string | null;
  readonly at: Date;
}

/** What a `*.subscription.ts` class in a feature's `jobs/` does with its events. */
export interface EventHandler<Name extends string = string> {
  /**
   * Handles one event inside the transaction that also moves the subscription's cursor: what it writes through `tx` is written
   * once, whatever crashes. Nothing outside of the database may be called. What it throws is taken back, and the same event comes
   * again later; until it is handled, no later one comes.
   */
  handle(tx: Tx, event: OccurredEvent<Name>): Promise<void>;

  /** Called after a batch is committed, to wake whoever finds work now. Lost when the process dies in between. */
  afterCommit?(): Promise<void>;
}

export interface SubscriptionOptions {
  /** `<room>.<what it does>`; names its cursor, its metrics and its log lines. Another name is another subscription */
  readonly name: string;
  /** the events it is given, in the order in which they were committed */
  readonly to: readonly EventType[] | 'every event';
  /** where it begins when it is new: with all that is kept (a day, unless told otherwise), or with what comes */
  readonly from?: 'beginning' | 'now';
}

export const SubscriptionMark = DiscoveryService.createDecorator<SubscriptionOptions>();

type NamesOf<To> = To extends readonly EventType<infer Name>[] ? Name : string;

/** Marks a class that is given each of certain events once, in order, as long as it takes. The worker runs it. */
export function Subscribes<const To extends SubscriptionOptions['to']>(
  options: SubscriptionOptions & { readonly to: To },
): (target: new (...args: never[]) => EventHandler<NamesOf<To>>) => void {
  return (target) => SubscriptionMark(options)(target);
}
