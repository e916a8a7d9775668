import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { defer, lastValueFrom } from 'rxjs';
import { commitsHere } from '../db/commit-witness.js';
import { problemOf } from '../http/problem.js';
import { CommitUnheard } from '../kernel/database-errors.js';
import { conflict, DomainError } from '../kernel/domain-error.js';
import { IdempotencyInterceptor } from './idempotency-interceptor.js';
import { partlyDone } from './partly-done.js';

const busy = Object.assign(new Error('canceling statement'), { code: '57014' });

describe('what is told of a request that failed after a part of it was committed', () => {
  it.each<[string, unknown]>([
    ['a database that is busy', busy],
    ['a pool that is', new Error('timeout exceeded when trying to connect')],
    ['a server that is away', Object.assign(new Error('gone'), { code: 'ECONNRESET' })],
    ['too many at once', new DomainError('rate-limited', 'This one was not made.')],
  ])('is that a part may have been done: %s', (_, error) => {
    const { status, detail } = problemOf(partlyDone(error), 'r');
    expect([status, detail]).toEqual([503, expect.stringMatching(/^A part of this may/)]);
  });

  it.each<[string, unknown]>([
    ['a COMMIT nobody heard', new CommitUnheard(busy)],
    ['a refusal', conflict('resolved-already', 'It is resolved.')],
    ['a fault of ours', new TypeError('x')],
  ])('is what happened where that claims nothing: %s', (_, error) => {
    expect(partlyDone(error)).toBe(error);
  });
});

describe('a request without a key', () => {
  const none = {} as never;
  const interceptor = new IdempotencyInterceptor(
    { get: () => undefined } as never,
    none,
    none,
    none,
    none,
    { warn: () => undefined } as never,
  );
  const failing = async (method: string, committed: boolean): Promise<string> => {
    const context = {
      getHandler: () => () => undefined,
      switchToHttp: () => ({ getRequest: () => ({ method, headers: {}, scope: {} }) }),
    } as unknown as ExecutionContext;
    const next: CallHandler = {
      handle: () =>
        defer(() => {
          if (committed) commitsHere()?.change();
          return Promise.reject(busy);
        }),
    };
    const answer = lastValueFrom(
      await interceptor
        .intercept(context, next)
        .catch((e) => defer(() => Promise.reject(e as Error))),
    );
    return answer.then(
      () => 'done',
      (error: unknown) => problemOf(error, 'r').detail,
    );
  };

  it('is not said to have changed nothing where it committed before', async () => {
    expect(await failing('PUT', true)).toMatch(/^A part of this may/);
    expect(await failing('POST', true)).toMatch(/^A part of this may/);
  });

  it('is said to have changed nothing where it did not', async () => {
    expect(await failing('PUT', false)).toMatch(/nothing was changed/);
  });
});
