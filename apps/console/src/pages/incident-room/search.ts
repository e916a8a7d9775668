import { flag } from '../../util/url-state.js';

export const INCIDENT_SEARCH = { resolve: flag() };
