import { INCIDENT_CLASSES, INCIDENT_STATES } from '#contract';
import { choice, oneOf, oneOfText } from '../../util/url-state.js';

/** What needs somebody is shown unless told otherwise. */
export const INCIDENTS_SEARCH = {
  state: choice(['open', 'all', ...INCIDENT_STATES], 'open'),
  class: oneOf(INCIDENT_CLASSES),
  /** in paths; also of what is deleted */
  subject: oneOfText(),
  slo: oneOfText(),
};
