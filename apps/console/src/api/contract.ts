/**
 * The nouns of the public API (`/api/v1`) under the names the console uses; shapes come from the generated schema.
 * Handwritten, because the schema has no name for it: LiveEvent (the events of `GET /events` are text there).
 */
import type { LiveEventName } from './live-events.gen.js';
import type { components, operations } from '#contract/api';

/** Every operation of the API, by path and method. */
export type { paths } from '#contract/api';

type Schemas = components['schemas'];

/** RFC 9457 problem details; every failed request answers with one. `path` is a dotted field name. */
export type Problem = Schemas['Problem'];
export type FieldProblem = NonNullable<Problem['errors']>[number];

export type Me = Schemas['Me'];
export type Locale = NonNullable<Me['locale']>;
/** A role held in the named territories. */
export type Grant = Schemas['Grant'];
/** A way to reach me. */
export type ContactMethod = Schemas['ContactMethod'];
export type Fairness = Schemas['Fairness'];
export type Handover = Schemas['Handover'];
export type Feed = Schemas['Feed'];
export type ContactMethodInput = Schemas['ContactMethodInput'];
/** Something that I am being paged about. */
export type OwnPage = Schemas['OwnPage'];
export type User = Schemas['User'];
export type Invitation = Schemas['Invitation'];
/** An invitation just made; only now its link is told. */
export type MadeInvitation = Schemas['MadeInvitation'];
/** A link to a new password just made; only now it is told. */
export type IssuedResetLink = Schemas['IssuedResetLink'];
export type ApiToken = Schemas['ApiToken'];
/** A token just made; only now its text is told. */
export type MadeApiToken = Schemas['MadeApiToken'];
/** How each Prometheus does. */
export type PrometheusStatus = Schemas['PrometheusStatus'];
export type Territory = Schemas['Territory'];

export type AuditEvent = Schemas['AuditEvent'];
export type AuditVerification = Schemas['AuditVerification'];
export type AuditFilter = NonNullable<operations['audit_list']['parameters']['query']>;

export type Subject = Schemas['Subject'];
/** How a data store is kept safe; each a duration such as '15m', '24h', '7d'. */
export type Backup = Schemas['Backup'];
/** What a subject's PUT takes; the slug is in the path. */
export type SubjectInput = Schemas['SubjectInput'];
export type Team = Schemas['Team'];
export type TeamInput = Schemas['TeamInput'];
export type Environment = Schemas['Environment'];
export type Person = Schemas['Person'];
export type Schedule = Schemas['Schedule'];
/** What a schedule's PUT takes; the slug is in the path. */
export type ScheduleInput = Schemas['ScheduleInput'];
export type Override = Schemas['Override'];
export type Shifts = Schemas['Shifts'];
export type OnCall = Schemas['OnCall'];

export type EscalationPolicy = Schemas['EscalationPolicy'];
/** What a policy's PUT takes; the slug is in the path. */
export type EscalationPolicyInput = Schemas['EscalationPolicyInput'];
/** Who would be paged, when and by what. */
export type EscalationSimulation = Schemas['EscalationSimulation'];
export type SubjectSimulation = Schemas['SubjectSimulation'];
/** Whom a policy would page first, and what keeps it from more. */
export type Reach = Schemas['Reach'];
/** How the escalation of an incident stands. */
export type Escalation = Schemas['Escalation'];

export type Incident = Schemas['Incident'];
/** One incident with its alerts, and others about the same at the same time. */
export type IncidentFigures = Schemas['IncidentFigures'];
/** What is written and known of an incident that is over. */
export type Review = Schemas['Review'];
export type ListedReview = Schemas['ListedReview'];
/** Something that is to be done after an incident. */
export type ActionItem = Schemas['ActionItem'];
export type IncidentDetail = Schemas['IncidentDetail'];
/** An entry of an incident's timeline. */
export type IncidentEvent = Schemas['IncidentEvent'];
export type AlertSource = Schemas['AlertSource'];
/** What a source's PUT takes; the slug is in the path. */
export type AlertSourceInput = Schemas['AlertSourceInput'];
/** What fires at the Prometheus of a source, and the source told nothing of. */
export type AlertFinding = Schemas['AlertFinding'];
export type RejectedPayload = Schemas['RejectedPayload'];
export type Heartbeat = Schemas['Heartbeat'];
export type MaintenanceWindow = Schemas['MaintenanceWindow'];
/** What a window's PUT takes; the slug is in the path. */
export type MaintenanceWindowInput = Schemas['MaintenanceWindowInput'];
/** What a window would be that is not saved. */
export type MaintenancePreview = Schemas['MaintenancePreview'];

export type SystemStatus = Schemas['SystemStatus'];
export type SystemComponent = SystemStatus['components'][number];
export type ComponentName = SystemComponent['name'];
export type Setting = Schemas['Setting'];
export type SampleSwitches = Schemas['SampleSwitches'];
export type SampleMail = Schemas['SampleMail'];
/** `data` of one server-sent event of `GET /events`. */
export interface LiveEvent {
  type: LiveEventName;
  ids: string[];
  at: string;
}
