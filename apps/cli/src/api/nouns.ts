import type { components, operations } from '#contract/api';

// The nouns of the public API under the names used here; shapes come from the generated contract.
type Schemas = components['schemas'];
type QueryOf<T extends keyof operations> = NonNullable<operations[T]['parameters']['query']>;

export type Problem = Schemas['Problem'];
export type SloRow = Schemas['SloRow'];
export type SloDetail = Schemas['SloDetail'];
export type SloDocument = Schemas['SloDocument'];
export type SloGaps = Schemas['SloGaps'];
export type SloSpent = Schemas['SloSpent'];
export type SloList = Schemas['SloList'];
export type SloQuery = QueryOf<'slos_list'>;
export type EscalationPolicy = Schemas['EscalationPolicy'];
export type AuditEvent = Schemas['AuditEvent'];
export type AuditQuery = QueryOf<'audit_list'>;
export type AppliedDocument = Schemas['ApplyReport']['documents'][number];
export type ApplyReport = Schemas['ApplyReport'];
export type Fairness = Schemas['Fairness'];
export type Schedule = Schemas['Schedule'];
export type Shifts = Schemas['Shifts'];
export type OnCall = Schemas['OnCall'];
export type SubjectSimulation = Schemas['SubjectSimulation'];
export type Escalation = Schemas['Escalation'];
export type Incident = Schemas['Incident'];
export type IncidentFigures = Schemas['IncidentFigures'];
export type IncidentDetail = Schemas['IncidentDetail'];
export type IncidentEvent = Schemas['IncidentEvent'];
export type SimilarIncident = Schemas['SimilarIncident'];
export type IncidentTimeline = Schemas['IncidentTimeline'];
export type Review = Schemas['Review'];
export type ActionItem = Schemas['ActionItem'];
export type ActionItemQuery = QueryOf<'actionItems_list'>;
export type IncidentQuery = QueryOf<'incidents_list'>;
export type AlertSource = Schemas['AlertSource'];
export type DeletionChange = Schemas['DeletionChange'];
export type AlertFinding = Schemas['AlertFinding'];
export type Heartbeat = Schemas['Heartbeat'];
export type MaintenanceWindow = Schemas['MaintenanceWindow'];

export type AuditBreak = Schemas['AuditVerification']['breaks'][number];
