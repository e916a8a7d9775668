/** Bounds of an escalation policy. */
export const ESCALATION_LIMITS = {
  steps: 20,
  /** of one step */
  targets: 20,
  repeats: 10,
  /** subjects, and teams, of one policy */
  served: 500,
  shortestDelaySeconds: 60,
  longestDelaySeconds: 86_400,
} as const;

/** The word for a policy whose steps are gone through until somebody acknowledges. */
export const UNTIL_ACKNOWLEDGED = 'until-acknowledged';

/** Why an escalation began. */
export const RUN_REASONS = [
  'triggered',
  'reopened',
  'unacknowledged',
  'acknowledge-timeout',
  'snooze-ended',
  'maintenance-ended',
  'escalated',
] as const;
export type RunReason = (typeof RUN_REASONS)[number];

/**
 * How an escalation stands: no policy serves the incident; its steps are being gone through; they are used up, and the fallback is paged
 * again and again; somebody acknowledged, and others of a step that wants everybody still have to; it is over.
 */
export const RUN_STATES = ['unserved', 'running', 'exhausted', 'awaiting', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Why an escalation is over. */
export const STOP_REASONS = [
  'acknowledged',
  'resolved',
  'snoozed',
  'maintenance',
  'merged',
  'replaced',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Why the next step cannot be had begin at once: it is over; nobody is paged about it, by its class or for want of a policy; it sleeps. */
export const HASTE_REFUSALS = [
  'resolved-already',
  'pages-nobody',
  'snoozed',
  'maintenance',
] as const;
export type HasteRefusal = (typeof HASTE_REFUSALS)[number];

/** By which part of a policy somebody is paged: the person asked before its steps, a step, or the fallback. */
export const PAGE_ROUTES = ['first', 'step', 'fallback'] as const;
export type PageRoute = (typeof PAGE_ROUTES)[number];

/** Why a policy serves an incident. */
export const CHOICES = ['subject', 'team', 'default'] as const;
export type Choice = (typeof CHOICES)[number];
