import { choice, text } from '../../util/url-state.js';

export const SLO_NEW_SEARCH = { as: choice(['form', 'yaml'], 'form'), subject: text() };
