import { flag, oneOf, text } from '../../util/url-state.js';

export const TEAMS_SEARCH = { new: flag(), sort: text('name') };
export const TEAM_SEARCH = { dialog: oneOf(['edit', 'delete']), sort: text('name') };
