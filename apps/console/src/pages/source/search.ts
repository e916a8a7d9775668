import { flag } from '../../util/url-state.js';

export const SOURCE_SEARCH = { delete: flag(), token: flag(), giveUp: flag() };
