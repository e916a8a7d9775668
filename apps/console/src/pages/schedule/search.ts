import { flag, instant, oneOfText } from '../../util/url-state.js';

/** `cover`: the begin of the turn that is to be covered; `remove`: the id of an override. */
export const SCHEDULE_SEARCH = { cover: instant(), remove: oneOfText(), delete: flag() };
