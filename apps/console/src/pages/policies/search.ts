import { text } from '../../util/url-state.js';

export const POLICIES_SEARCH = { sort: text('name') };
