import { choice, flag, oneOfText, text } from '../../util/url-state.js';

export const RANGES = ['window', '7d', '1d'] as const;
export type Range = (typeof RANGES)[number];

export const SLO_SEARCH = {
  range: choice(RANGES, 'window'),
  math: flag(),
  pair: oneOfText(),
  view: text(),
};
