import { text } from '../../util/url-state.js';

export const INVITATION_SEARCH = { token: text() };
