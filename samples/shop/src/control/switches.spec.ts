import { describe, expect, it } from '@jest/globals';

import { validate } from '../http/validation.js';
import { PEAK_RAMP_MS, SwitchBoard, switchesPatch } from './switches.js';

const codes = (value: unknown): string[] => {
  const result = validate(switchesPatch, value);
  if (!('refused' in result) || !('problem' in result.refused)) return [];
  return (result.refused.problem.errors ?? []).map(({ path, code }) => `${path} ${code}`);
};

describe('switches of the sample shop', () => {
  it.each([{}, { load: 'peak' }, { errors: 0 }, { errors: 1, slowness: 0.5 }])(
    'accepts %j',
    (patch) => {
      expect(validate(switchesPatch, patch)).toEqual({ value: patch });
    },
  );

  it.each<[unknown, string[]]>([
    [{ load: 'surge' }, ['load invalid-value']],
    [{ errors: 1.01, slowness: -0.1 }, ['errors too-big', 'slowness too-small']],
    [{ errors: '0.5' }, ['errors invalid-type']],
    [{ delay: 1, errors: 0 }, ['delay unrecognized-keys']],
    [null, [' invalid-type']],
    [[], [' invalid-type']],
  ])('refuses %j and names every field', (patch, expected) => {
    expect(codes(patch)).toEqual(expected);
  });

  it('keeps what a patch leaves out', () => {
    const board = new SwitchBoard();
    board.apply({ errors: 0.2, load: 'peak' }, 0);
    board.apply({ slowness: 0.1, errors: undefined }, 10);
    expect(board.current).toEqual({ load: 'peak', errors: 0.2, slowness: 0.1 });
  });

  it('feels a peak gradually, its end at once, and does not start over when the peak is set again', () => {
    const board = new SwitchBoard();
    expect(board.strain(5)).toBe(0);
    board.apply({ load: 'peak' }, 1_000);
    expect(board.strain(1_000)).toBe(0);
    expect(board.strain(1_000 + PEAK_RAMP_MS / 2)).toBeCloseTo(0.5, 9);
    board.apply({ load: 'peak' }, 1_000 + PEAK_RAMP_MS / 2);
    expect(board.strain(1_000 + PEAK_RAMP_MS)).toBe(1);
    board.apply({ load: 'normal' }, 500_000);
    expect(board.strain(500_001)).toBe(0);
  });
});
