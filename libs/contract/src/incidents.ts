/** Where an incident stands, what needs somebody first. */
export const INCIDENT_STATES = ['triggered', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What an incident began with: alerts, a heartbeat that is late, a source that is silent, or people who declared it. */
export const INCIDENT_ORIGINS = ['alerts', 'heartbeat', 'source', 'people'] as const;
export type IncidentOrigin = (typeof INCIDENT_ORIGINS)[number];

/** Why nobody is paged about an incident: no policy is for it, or nobody can be reached. */
export const UNHEARD_REASONS = ['unserved', 'unreachable'] as const;
export type UnheardReason = (typeof UNHEARD_REASONS)[number];

/** What an incident asks of people: to wake up, to see to it by day, to know. */
export const INCIDENT_CLASSES = ['page', 'ticket', 'info'] as const;
export type IncidentClass = (typeof INCIDENT_CLASSES)[number];

/** How bad it is, worst first. The first three are of the class `page`. */
export const INCIDENT_SEVERITIES = ['emergency', 'critical', 'page', 'ticket', 'info'] as const;
export type IncidentSeverity = (typeof INCIDENT_SEVERITIES)[number];

/** For how long an incident may be snoozed. */
export const SNOOZE_LIMITS = { shortestMinutes: 5, longestMinutes: 24 * 60 } as const;

/** What somebody said who was asked to help with an incident; silent = nothing for so long that whoever asked was told. */
export const RESPONDER_STATES = ['pending', 'accepted', 'declined', 'silent'] as const;
export type ResponderState = (typeof RESPONDER_STATES)[number];

/** What people are in an incident, each of one person at a time; terms of the incident command system. */
export const INCIDENT_ROLES = [
  'incident-commander',
  'communications-lead',
  'operations-lead',
  'scribe',
] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** What sends alerts: Alertmanager, Grafana's own alerting, or any program that signs what it posts. */
export const SOURCE_KINDS = ['alertmanager', 'grafana', 'webhook'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Why an incident goes on although its source calls all of its alerts over. */
export const UNCONFIRMED_REASONS = [
  'unreachable',
  'not-evaluating',
  'still-firing',
  'held',
  'silent',
] as const;
export type UnconfirmedReason = (typeof UNCONFIRMED_REASONS)[number];

/** What became of an alert that fires in Prometheus and that its source told nothing of. */
export const FINDING_STATES = ['waiting', 'suppressed', 'elsewhere'] as const;
export type FindingState = (typeof FINDING_STATES)[number];
