import { oneOfText } from '../../util/url-state.js';

export const FIRST_RUN_SEARCH = { token: oneOfText() };
