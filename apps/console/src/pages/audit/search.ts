import { PERIODS } from '../../util/period.js';
import { instant, oneOf, oneOfText, text } from '../../util/url-state.js';

/** How the audit page's filters stand in the address. `from` and `to` are fixed instants of a pinned link; `period` reaches up to now. */
export const AUDIT_SEARCH = {
  q: text(),
  actor: text(),
  subject: text(),
  action: oneOfText(),
  period: oneOf(PERIODS),
  from: instant(),
  to: instant(),
  territory: oneOfText(),
  open: oneOfText(),
};

/** Those that narrow the list by themselves; the territory belongs to the frame. */
export const AUDIT_FILTERS = ['q', 'actor', 'subject', 'action', 'period', 'from', 'to'] as const;
