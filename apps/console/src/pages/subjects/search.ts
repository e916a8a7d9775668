import { SUBJECT_KINDS } from '#contract';
import { oneOf, oneOfText, text } from '../../util/url-state.js';

export const SUBJECTS_SEARCH = {
  q: text(),
  kind: oneOf(SUBJECT_KINDS),
  team: oneOfText(),
  sort: text('name'),
};
