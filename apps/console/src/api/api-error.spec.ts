import { describe, expect, it } from '@jest/globals';
import { ApiError, asApiError, readProblem } from './api-error.js';

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
  it('counts as unreachable without an answer, and as internal with an unreadable one', () => {
    expect(asApiError(new TypeError('fetch failed')).code).toBe('unreachable');
    expect(new ApiError(502, readProblem('<html>')).code).toBe('internal');
    expect(readProblem({ code: 5 })).toBeNull();
  });
});
