import { describe, expect, it } from '@jest/globals';
import {
  isServerBusy,
  isServerUnavailable,
  isViolationOf,
  violatedReference,
} from './database-errors.js';

const failed = (code: string, more: object = {}) =>
  Object.assign(new Error('failed'), { code, ...more });

describe('an error of a server', () => {
  it.each(['08006', '57P01', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])(
    'says that it cannot be reached: %s',
    (code) => {
      expect(isServerUnavailable(failed(code))).toBe(true);
      expect(isServerUnavailable(new AggregateError([new Error('other'), failed(code)]))).toBe(
        true,
      );
    },
  );

  it.each(['57014', '55P03', '40001', '40P01', '25P03', '25006', '53100', '53200', '58030'])(
    'says that it could not do it now, and might later: %s',
    (code) => {
      expect(isServerBusy(failed(code))).toBe(true);
      expect(isServerUnavailable(failed(code))).toBe(false);
    },
  );

  it.each([failed('23505'), failed('42601'), failed('42501'), new Error('no'), null, 'no'])(
    'says neither when the statement was wrong, or it is of something else: %p',
    (error) => {
      expect([isServerUnavailable(error), isServerBusy(error)]).toEqual([false, false]);
    },
  );

  it('names the constraint that a statement broke, and the table that something refers to', () => {
    const taken = failed('23505', { constraint: 'slos_slug' });
    expect([isViolationOf(taken, 'slos_slug'), isViolationOf(taken, 'other')]).toEqual([
      true,
      false,
    ]);
    expect(isViolationOf(failed('42501', { constraint: 'slos_slug' }), 'slos_slug')).toBe(false);
    expect(violatedReference(failed('23503', { table: 'subjects' }))).toBe('subjects');
    expect(violatedReference(failed('23503'))).toBe('');
    expect(violatedReference(taken)).toBeNull();
  });
});
