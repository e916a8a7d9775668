import { describe, expect, it } from '@jest/globals';
import { spanLabelY } from './marks.js';

describe('the label of a stretch', () => {
  it.each([
    ['at the foot of what lies above zero', 200, 191],
    ['there where there is just room for it', 28, 19],
    ['at the foot of the chart where hardly anything lies above zero', 20, 291],
    ['at the foot of the chart where nothing lies above zero', 10, 291],
  ])('lies %s', (_, floor, y) => {
    expect(spanLabelY({ top: 10, floor, bottom: 300 }, 9)).toBe(y);
  });
});
