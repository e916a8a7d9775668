import { flag, oneOfText, text } from '../../util/url-state.js';

export const INSTANCE_SEARCH = { q: text(), sort: text() };
export const PEOPLE_SEARCH = { invite: flag(), user: oneOfText(), sort: text('name') };
export const TERRITORIES_SEARCH = { edit: oneOfText(), sort: text('code') };
export const TOKENS_SEARCH = { new: flag(), revoke: oneOfText(), sort: text('name') };

export const SOURCES_SEARCH = { sort: text('name') };
export const HEARTBEATS_SEARCH = {
  new: flag(),
  edit: oneOfText(),
  delete: oneOfText(),
  token: oneOfText(),
  sort: text('name'),
};

export const MAINTENANCE_SEARCH = {
  new: flag(),
  edit: oneOfText(),
  delete: oneOfText(),
  sort: text('name'),
};

/** The tabs share one route; each orders its list by a column of its own. */
export const SETTINGS_SEARCH = {
  ...INSTANCE_SEARCH,
  ...PEOPLE_SEARCH,
  ...TERRITORIES_SEARCH,
  ...TOKENS_SEARCH,
  ...SOURCES_SEARCH,
  ...HEARTBEATS_SEARCH,
  ...MAINTENANCE_SEARCH,
  sort: text(),
};
