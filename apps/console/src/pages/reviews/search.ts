import { ACTION_ITEM_STATES } from '#contract';
import { choice, flag, oneOf, oneOfText } from '../../util/url-state.js';

export const REVIEWS_SEARCH = {
  state: choice(['open', 'all', ...ACTION_ITEM_STATES.filter((one) => one !== 'open')], 'open'),
  owner: oneOf(['me']),
  overdue: flag(),
  /** in paths; also of what is deleted */
  subject: oneOfText(),
};
