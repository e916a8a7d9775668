import type { Command } from './command/command.js';
import { auditTail } from './verbs/audit-tail.js';
import { auditVerify } from './verbs/audit-verify.js';
import { catalogApply } from './verbs/catalog-apply.js';
import { catalogExport } from './verbs/catalog-export.js';
import { completionScripts, completionWords } from './verbs/completion.js';
import { configView } from './verbs/config-view.js';
import { help } from './verbs/help.js';
import { oncallCover } from './verbs/oncall-cover.js';
import { oncallNow } from './verbs/oncall-now.js';
import { oncallWhoIf } from './verbs/oncall-who-if.js';
import { scheduleFairness } from './verbs/schedule-fairness.js';
import { scheduleGet } from './verbs/schedule-get.js';
import { scheduleList } from './verbs/schedule-list.js';
import { policyGet } from './verbs/policy-get.js';
import { policyList } from './verbs/policy-list.js';
import { incidentAck } from './verbs/incident-ack.js';
import { incidentActions } from './verbs/incident-actions.js';
import { incidentAnswer } from './verbs/incident-answer.js';
import { incidentAsk } from './verbs/incident-ask.js';
import { incidentEscalate } from './verbs/incident-escalate.js';
import { incidentFigures } from './verbs/incident-figures.js';
import { incidentGet } from './verbs/incident-get.js';
import { incidentList } from './verbs/incident-list.js';
import { incidentMerge } from './verbs/incident-merge.js';
import { incidentNote } from './verbs/incident-note.js';
import { incidentNotMe } from './verbs/incident-not-me.js';
import { incidentOpen } from './verbs/incident-open.js';
import { incidentResolve } from './verbs/incident-resolve.js';
import { incidentReview } from './verbs/incident-review.js';
import { incidentRole } from './verbs/incident-role.js';
import { incidentSnooze } from './verbs/incident-snooze.js';
import { heartbeatGet } from './verbs/heartbeat-get.js';
import { maintenanceGet } from './verbs/maintenance-get.js';
import { maintenanceList } from './verbs/maintenance-list.js';
import { heartbeatList } from './verbs/heartbeat-list.js';
import {
  heartbeatDelete,
  maintenanceDelete,
  policyDelete,
  scheduleDelete,
  sourceDelete,
  subjectDelete,
  teamDelete,
} from './verbs/named-delete.js';
import { sloApply } from './verbs/slo-apply.js';
import { sloDelete } from './verbs/slo-delete.js';
import { sloGet } from './verbs/slo-get.js';
import { sloListCommand } from './verbs/slo-list.js';
import { sourceGet } from './verbs/source-get.js';
import { sourceGiveUp } from './verbs/source-give-up.js';
import { sourceList } from './verbs/source-list.js';
import { territoryList } from './verbs/territory-list.js';
import { territoryMatchers } from './verbs/territory-matchers.js';
import { status } from './verbs/status.js';

/** Every command there is, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  sloListCommand,
  sloGet,
  sloApply,
  sloDelete,
  oncallNow,
  oncallCover,
  oncallWhoIf,
  scheduleList,
  scheduleGet,
  scheduleFairness,
  scheduleDelete,
  policyList,
  policyGet,
  policyDelete,
  subjectDelete,
  teamDelete,
  catalogApply,
  catalogExport,
  incidentList,
  incidentFigures,
  incidentGet,
  incidentAck,
  incidentResolve,
  incidentSnooze,
  incidentMerge,
  incidentAsk,
  incidentAnswer,
  incidentRole,
  incidentEscalate,
  incidentNotMe,
  incidentNote,
  incidentOpen,
  incidentReview,
  incidentActions,
  sourceList,
  sourceGet,
  sourceGiveUp,
  sourceDelete,
  maintenanceList,
  maintenanceGet,
  maintenanceDelete,
  heartbeatList,
  heartbeatGet,
  heartbeatDelete,
  auditTail,
  auditVerify,
  territoryList,
  territoryMatchers,
  status,
  configView,
  ...completionScripts,
  completionWords,
  help,
];
