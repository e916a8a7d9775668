import { flag, oneOfText, text } from '../../util/url-state.js';

export const ENVIRONMENTS_SEARCH = {
  new: flag(),
  edit: oneOfText(),
  delete: oneOfText(),
  sort: text('name'),
};
