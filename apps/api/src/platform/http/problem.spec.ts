import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { DomainError, invalid } from '../kernel/domain-error.js';
import { problemOf } from './problem.js';

const withCode = (code: string) =>
  Object.assign(new Error('driver text with a password'), { code });

describe('what a caller is told', () => {
  it('names the field at fault and carries the request id', () => {
    const problem = problemOf(
      invalid([{ path: 'spec.target', code: 'too-big', message: 'must be below 100' }]),
      'r-1',
    );
    expect(problem).toEqual({
      type: 'urn:leitstand:problem:validation-failed',
      title: 'The input is not valid',
      status: 400,
      detail: 'spec.target: must be below 100',
      code: 'validation-failed',
      requestId: 'r-1',
      errors: [{ path: 'spec.target', code: 'too-big', message: 'must be below 100' }],
    });
  });

  it.each([
    [new DomainError('token-expired', 'x'), 401, 'token-expired'],
    [new NotFoundException('Cannot GET /x'), 404, 'not-found'],
    [Object.assign(new Error('too large'), { statusCode: 413 }), 413, 'payload-too-large'],
    [withCode('ECONNREFUSED'), 503, 'dependency-unavailable'],
    [withCode('57P01'), 503, 'dependency-unavailable'],
    [withCode('42501'), 403, 'forbidden'],
    [new AggregateError([withCode('ECONNREFUSED')]), 503, 'dependency-unavailable'],
  ])('turns %s into %i %s', (error, status, code) => {
    expect(problemOf(error, 'r')).toMatchObject({ status, code });
  });

  it('quotes no input back as a whole, whatever field or sentence holds it', () => {
    const field = { path: `spec.${'x'.repeat(1e6)}`, code: 'c', message: 'y'.repeat(1e6) };
    expect(JSON.stringify(problemOf(invalid([field]), 'r')).length).toBeLessThan(6_000);
    const parser = Object.assign(new Error('z'.repeat(1e6)), { statusCode: 400 });
    expect(JSON.stringify(problemOf(parser, 'r')).length).toBeLessThan(3_000);
  });

  it('gives nothing away of an unexpected error', () => {
    const problem = problemOf(new TypeError('secret internals'), 'r-2');
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('secret internals');
  });
});
