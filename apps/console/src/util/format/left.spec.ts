import { describe, expect, it } from '@jest/globals';
import { formatLeft } from './left.js';

describe('formatLeft', () => {
  it('is cut, never rounded up', () => {
    expect(formatLeft(0.688199, 'en')).toBe('68.81%');
    expect(formatLeft(0.99999, 'de')).toBe('99,99\u202f%');
  });
  it('uses a real minus sign and never minus zero', () => {
    expect(formatLeft(-0.4212, 'en')).toBe('\u221242.12%');
    expect(formatLeft(-0.00001, 'en')).toBe('0.00%');
    expect(formatLeft(-0.00001, 'de')).toBe('0,00\u202f%');
  });
});
