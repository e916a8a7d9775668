// Loaded before a worker: lets the process be killed at any step of the way from an incident to a page, which are the statements it sends to
// PostgreSQL and what it says to the mail server. Nothing of it is seen from outside between two of them.
import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import pg from 'pg';
import { RunDueStep } from '../../../apps/api/src/escalation/use-cases/run-due-step.js';
import { RunEscalations } from '../../../apps/api/src/escalation/use-cases/run-escalations.js';
import { ClaimNotifications } from '../../../apps/api/src/notifications/use-cases/claim-notifications.js';
import { DeliverNotification } from '../../../apps/api/src/notifications/use-cases/deliver-notification.js';
import { SendDueNotifications } from '../../../apps/api/src/notifications/use-cases/send-due-notifications.js';
import type { Death, LastWord, Order } from './mortal-words.js';

const path = new AsyncLocalStorage<true>();
const mailPort = Number(new URL(process.env.LEITSTAND_SMTP_URL ?? '').port);
let isAsleep = process.env.LEITSTAND_TEST_ASLEEP === '1';
let death: Death | null = null;
/** steps since the first incident was worked on; null = none was */
let step: number | null = null;

process.on('message', (order: Order) => {
  isAsleep = order.do === 'sleep';
  death = order.do === 'wake' ? order.death : null;
  step = null;
});

/** Nothing is done while it is asleep. */
function canSleep<A extends unknown[]>(verb: Verb<A, void>): void {
  const { execute } = verb.prototype;
  verb.prototype.execute = function (...words) {
    return isAsleep ? Promise.resolve() : execute.apply(this, words);
  };
}
canSleep(RunEscalations);
canSleep(SendDueNotifications);

/** What is done in it is on the way to a page. @param before called before it, @param after when it is done */
function onTheWay<A extends unknown[], T>(
  verb: Verb<A, T>,
  { before, after }: { readonly before?: () => void; readonly after?: () => void } = {},
): void {
  const { execute } = verb.prototype;
  verb.prototype.execute = function (...words) {
    before?.();
    return path.run(true, () => execute.apply(this, words)).finally(after);
  };
}
onTheWay(RunDueStep, { before: () => (step ??= 0) });
onTheWay(ClaimNotifications);
// What comes after a page was sent and recorded is not on the way to one.
onTheWay(DeliverNotification, { after: () => (death = null) });

interface Verb<A extends unknown[], T> {
  prototype: { execute: (...words: A) => Promise<T> };
}

/** Whether this step is the last one, and then at which of its sides. */
function nextStep(): Death['side'] | null {
  if (step === null || !path.getStore()) return null;
  step += 1;
  return death?.step === step ? death.side : null;
}

function die(what: string): void {
  const word: LastWord = { what };
  process.send?.(word, () => process.kill(process.pid, 'SIGKILL'));
}

const { query } = pg.Client.prototype as unknown as Methods<'query', unknown>;
pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
  const side = nextStep();
  if (side === null) return query.apply(this, words);
  if (side === 'after') query.apply(this, words);
  die(textOf(words[0]));
  return new Promise(() => undefined); // nobody hears an answer
} as typeof pg.Client.prototype.query;

const { write } = Socket.prototype as unknown as Methods<'write', boolean>;
Socket.prototype.write = function (this: Socket, ...words: unknown[]) {
  const side = this.remotePort === mailPort ? nextStep() : null;
  if (side === null) return write.apply(this, words);
  if (side === 'after') write.apply(this, words);
  die(`mail ${String(words[0]).slice(0, 20)}`);
  return true;
} as typeof Socket.prototype.write;

type Methods<Name extends string, T> = Readonly<Record<Name, (...words: unknown[]) => T>>;

function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : (query as { text?: string }).text;
  return (text ?? '').replaceAll(/\s+/g, ' ').slice(0, 60);
}
