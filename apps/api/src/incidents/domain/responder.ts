import type { ResponderState } from '#contract';
import type { Actor } from '../../platform/kernel/scope.js';

/** Somebody who was asked to help with an incident. */
export interface Responder {
  readonly incidentId: string;
  readonly userId: string;
  readonly state: ResponderState;
  /** slug of the schedule by which they were on call when they were asked; null = they themselves were */
  readonly schedule: string | null;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  /** null until they accept or decline */
  readonly answeredAt: Date | null;
}

/** The same by name. */
export interface NamedResponder extends Responder {
  readonly name: string;
}

/** The one incident that somebody may use a route about since they were asked to help with it. */
export interface GuestOf {
  readonly id: string;
  readonly territory: string;
}

/** What somebody says who was asked. */
export type Answer = Extract<ResponderState, 'accepted' | 'declined'>;

/** Whoever asked is told of no answer after so long, in milliseconds. */
export const SILENT_AFTER_MS = 5 * 60_000;

/**
 * Somebody is asked, or asked once more.
 * @param before what became of it the last time; null = they were not asked
 * @returns null when they are being asked, or help already
 */
export function asked(
  before: Responder | null,
  request: Pick<Responder, 'incidentId' | 'userId' | 'schedule' | 'askedBy'>,
  now: Date,
): Responder | null {
  if (before?.state === 'pending' || before?.state === 'accepted') return null;
  return { ...request, state: 'pending', askedAt: now, answeredAt: null };
}

/** They answer, late as well, and may think better of it. @returns null when they said so already */
export function answered(responder: Responder, answer: Answer, now: Date): Responder | null {
  return responder.state === answer ? null : { ...responder, state: answer, answeredAt: now };
}

/** Whether it is time to tell whoever asked that there is no answer. */
export function isSilent({ state, askedAt }: Responder, now: Date): boolean {
  return state === 'pending' && now.getTime() - askedAt.getTime() >= SILENT_AFTER_MS;
}
