export { ACTOR_KINDS } from './actors.js';
export type { ActorKind } from './actors.js';
export { canonicalJson, sortedKeys } from './canonical-json.js';
export { ATTEMPT_OUTCOMES, METHOD_KINDS, UNREACHABLE } from './contact-methods.js';
export type { AttemptOutcome, MethodKind, Unreachable } from './contact-methods.js';
export { csv, csvOf } from './csv.js';
export type { CsvCell, CsvColumn } from './csv.js';
export {
  CHOICES,
  ESCALATION_LIMITS,
  HASTE_REFUSALS,
  PAGE_ROUTES,
  RUN_REASONS,
  RUN_STATES,
  STOP_REASONS,
  UNTIL_ACKNOWLEDGED,
} from './escalation.js';
export { MAINTENANCE_FREQUENCIES, MAINTENANCE_LIMITS, MATCHER_OPERATORS } from './maintenance.js';
export type { MatcherOperator } from './maintenance.js';
export type {
  Choice,
  HasteRefusal,
  PageRoute,
  RunReason,
  RunState,
  StopReason,
} from './escalation.js';
export {
  FINDING_STATES,
  INCIDENT_CLASSES,
  INCIDENT_ORIGINS,
  INCIDENT_ROLES,
  INCIDENT_SEVERITIES,
  INCIDENT_STATES,
  RESPONDER_STATES,
  SNOOZE_LIMITS,
  SOURCE_KINDS,
  UNCONFIRMED_REASONS,
  UNHEARD_REASONS,
} from './incidents.js';
export type {
  FindingState,
  IncidentClass,
  IncidentOrigin,
  IncidentRole,
  IncidentSeverity,
  IncidentState,
  ResponderState,
  SourceKind,
  UnconfirmedReason,
  UnheardReason,
} from './incidents.js';
export { parseLabelSelector } from './label-selector.js';
export { NOT_A_SLUG, SLUG } from './names.js';
export { fitting, MAX_PAGE_LENGTH, pageAfter, pageOf, pages } from './paging.js';
export type { NamedFilter, Page, PageRequest } from './paging.js';
export { MAX_APPLY_BYTES } from './limits.js';
export { ACTION_ITEM_STATES, REVIEW_NEEDS, REVIEW_SECTIONS, REVIEW_STATES } from './reviews.js';
export type { ActionItemState, ReviewSection, ReviewState } from './reviews.js';
export { RULES_MESSAGES, rulesCode } from './rules-messages.js';
export type { RulesCode } from './rules-messages.js';
export { alertTitle, incidentTitle, OWN_SOURCE_NAME } from './own-alerts.js';
export type { TitledIncident } from './own-alerts.js';
export {
  asEscape,
  isOneLine,
  isPlainText,
  nameOf,
  NOT_A_WEB_ADDRESS,
  NOT_ONE_LINE,
  NOT_PLAIN_TEXT,
  oneLineOf,
  webAddress,
  webAddressWithoutPassword,
  withoutSteering,
} from './plain-text.js';
export { OWN_ACCOUNT, PERMISSIONS, ROLE_PERMISSIONS, ROLES, rolesWith } from './roles.js';
export type { Permission, Role } from './roles.js';
export { searchWords, sloMatcher } from './slo-filter.js';
export { ROTATION_TURNS, SCHEDULE_LIMITS, TURN_COUNTS, WEEKDAYS } from './schedules.js';
export type { RotationTurn, TurnCount, Weekday } from './schedules.js';
export { parseSloSort, SLO_FILTERS, SLO_ORDERS, SLO_SORTS } from './slo-list.js';
export type { ListedSlo, SloFilter, SloOrder, SloSort } from './slo-list.js';
export { compareSlos } from './slo-order.js';
export { SLO_TABLE } from './slo-table.js';
export { BUDGET_STATES, BURN_STATES, FORECAST_VERDICTS, SEVERITIES } from './states.js';
export type { BudgetState, BurnState, ForecastVerdict, Severity } from './states.js';
export { foreignDocument } from './foreign-documents.js';
export { DATA_CLASSES, SUBJECT_KINDS } from './subjects.js';
export type { DataClass, SubjectKind } from './subjects.js';
export { TERRITORY_CODE } from './territory.js';
export { peopleNamed } from './timeline.js';
export {
  HEARTBEAT_STATES,
  SOURCE_STATES,
  heartbeatState,
  isOutOfReach,
  sourceState,
} from './source-state.js';
export type { HeartbeatState, SourceState } from './source-state.js';
