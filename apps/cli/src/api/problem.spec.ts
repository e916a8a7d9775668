import { describe, expect, it } from '@jest/globals';
import { EXIT } from '../failure/exit-code.js';
import { failureOf } from './problem.js';

const PROBLEM = {
  type: 'urn:x',
  title: 'The input is not valid',
  status: 400,
  detail: 'spec.target: too high (and 1 more)',
  code: 'validation-failed',
  requestId: 'r-1',
};

describe('a refusal of the server', () => {
  it('becomes a line for each field at fault', () => {
    const errors = [
      { path: 'spec.target', code: 'too-high', message: 'must be below 100' },
      { path: '', code: 'x', message: 'is empty' },
    ];
    const failure = failureOf(400, { ...PROBLEM, errors });
    expect([failure.exitCode, failure.message, failure.lines]).toEqual([
      EXIT.FAILED,
      'The input is not valid.',
      ['spec.target: must be below 100', 'body: is empty', 'request r-1'],
    ]);
  });

  it('keeps its sentence where it says more than the first field', () => {
    const failure = failureOf(400, {
      ...PROBLEM,
      detail: 'Nothing was applied.',
      errors: [{ path: 'a', message: 'is bad' }],
    });
    expect([failure.message, failure.lines[0]]).toEqual(['Nothing was applied.', 'a: is bad']);
  });

  it('is told in its sentence where no field is at fault', () => {
    expect(failureOf(409, { ...PROBLEM, status: 409, detail: 'The name is taken.' }).message).toBe(
      'The name is taken.',
    );
  });

  it('exits with 4 when a token is needed, and only then', () => {
    const codes = [401, 403, 404, 412, 429, 500, 503].map(
      (status) => failureOf(status, PROBLEM).exitCode,
    );
    expect(codes).toEqual([EXIT.AUTH_NEEDED, ...Array.from({ length: 6 }, () => EXIT.FAILED)]);
    expect(failureOf(401, PROBLEM).lines.join(' ')).toContain('LEITSTAND_TOKEN');
  });

  it('from something that is not Leitstand is said to be that', () => {
    expect(failureOf(502, undefined).message).toContain('status 502');
  });
});
