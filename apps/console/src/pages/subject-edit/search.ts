import { oneOf } from '../../util/url-state.js';

/** `for`: what the subject is wanted for; its form goes on there. */
export const SUBJECT_NEW_SEARCH = { for: oneOf(['slo']) };
