import { choice } from '../../util/url-state.js';

/** Days that figures are offered for. */
export const FIGURE_DAYS = ['7', '30', '90'] as const;

export const FIGURES_SEARCH = { days: choice(FIGURE_DAYS, '30') };
