import { flag } from '../../util/url-state.js';

export const SUBJECT_SEARCH = { delete: flag() };
