import { flag, instant, oneOfText } from '../../util/url-state.js';

/** `at`: when the simulated incident begins, now by default; `severity`: of it, page by default. */
export const POLICY_SEARCH = { at: instant(), severity: oneOfText(), delete: flag() };
