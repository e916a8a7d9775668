import { oneOfText } from '../../util/url-state.js';

export const SIGN_IN_SEARCH = { returnTo: oneOfText(), error: oneOfText() };
