import { text } from '../../util/url-state.js';

export const RESET_SEARCH = { token: text() };
