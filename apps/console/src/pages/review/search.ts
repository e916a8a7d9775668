import { flag } from '../../util/url-state.js';

export const REVIEW_SEARCH = { edit: flag() };
