import { declareEvent } from '../../platform/kernel/event.js';

const audience = {
  permission: 'policy:read',
  refetch: ['/escalation-policies', '/reach'],
} as const;

/** For the engine, which looks at once. */
export const runHastened = declareEvent({
  name: 'escalation.hastened',
  summary: 'The next step of an escalation is due at once.',
  ids: 'ids of incidents',
  audience: null,
});

export const policyChanged = declareEvent({
  name: 'policy.changed',
  summary: 'An escalation policy was created or changed.',
  ids: 'slugs of escalation policies',
  audience,
});

/** On screens a deletion is a change. */
const policyDeleted = declareEvent({
  name: 'policy.deleted',
  summary: 'An escalation policy was deleted.',
  ids: 'slugs of escalation policies',
  audience: { ...audience, as: policyChanged.name },
});

export const POLICY_EVENTS = { changed: policyChanged, deleted: policyDeleted };
