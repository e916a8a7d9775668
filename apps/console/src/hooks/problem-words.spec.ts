import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PROBLEM_WORDS } from './use-problem-text.js';

/** The API's own list; nothing of the server may be imported here. */
const codes = [
  ...readFileSync('apps/api/src/platform/http/problem.ts', 'utf8').matchAll(
    /^ {2}'?([a-z-]+)'?: \[\d{3}, /gm,
  ),
].map(([, code = '']) => code);

describe('what a failed request means', () => {
  it('has words of ours for every code of the API', () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !Object.hasOwn(PROBLEM_WORDS, code))).toEqual([]);
  });
});
