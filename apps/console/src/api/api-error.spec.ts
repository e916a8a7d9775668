import { describe, expect, it } from '@jest/globals';
import { ApiError, asApiError, readProblem, type Fate } from './api-error.js';

const said = (status: number) => readProblem({ code: 'conflict', status });

describe('a failed request', () => {
  it('carries the server’s problem', () => {
    const problem = readProblem({
      code: 'conflict',
      status: 409,
      detail: 'Taken.',
      requestId: 'r1',
      errors: [{ path: 'name', code: 'taken', message: 'x' }],
    });
    const error = new ApiError(409, problem);
    expect([error.code, error.requestId, error.fields.length, error.message]).toEqual([
      'conflict',
      'r1',
      1,
      'Taken.',
    ]);
  });
  it.each<[Fate, string, ApiError]>([
    ['refused', 'the server said no', new ApiError(409, said(409))],
    ['unclear', 'a proxy said no', new ApiError(403, null)],
    ['unclear', 'a gateway got no answer', new ApiError(502, null)],
    ['unclear', 'the server failed, perhaps after the change', new ApiError(500, said(500))],
    ['unclear', 'a dependency failed, perhaps while keeping it', new ApiError(503, said(503))],
    ['unclear', 'no answer came', new ApiError(0, null)],
    ['unclear', 'anything else was thrown', asApiError(new SyntaxError('<html>'))],
    ['unsent', 'it never left', new ApiError(0, null, { isWrite: true, isOffline: true })],
    [
      'none',
      'nothing was to be changed',
      new ApiError(0, null, { isWrite: false, isOffline: true }),
    ],
  ])('leaves a change %s where %s', (fate, _, error) => {
    expect(error.fate).toBe(fate);
  });
  it('counts as unreachable without an answer, and as internal with an unreadable one', () => {
    expect(asApiError(new TypeError('fetch failed')).code).toBe('unreachable');
    expect(new ApiError(502, readProblem('<html>')).code).toBe('internal');
    expect(readProblem({ code: 5 })).toBeNull();
  });
});
