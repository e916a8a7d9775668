import { choice, flag, instant, oneOfText } from '../../util/url-state.js';

/** Weeks over which it is told how a schedule is shared out. */
export const FAIRNESS_WEEKS = ['4', '12', '26'] as const;

/** `cover`: the begin of the turn that is to be covered; `remove`: the id of an override. */
export const SCHEDULE_SEARCH = {
  cover: instant(),
  remove: oneOfText(),
  delete: flag(),
  weeks: choice(FAIRNESS_WEEKS, '12'),
};
