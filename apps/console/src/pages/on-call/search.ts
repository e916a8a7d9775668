import { oneOfText, text } from '../../util/url-state.js';

export const ON_CALL_SEARCH = { sort: text('name'), cover: oneOfText() };
