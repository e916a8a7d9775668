import { oneOfText } from '../../util/url-state.js';

/** `subject`: what the policy is wanted for. */
export const POLICY_NEW_SEARCH = { subject: oneOfText() };
