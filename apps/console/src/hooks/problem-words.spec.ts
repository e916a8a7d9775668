import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import faults from '../i18n/en/faults.json' with { type: 'json' };
import refusals from '../i18n/en/refusals.json' with { type: 'json' };
import { CONFLICT } from './conflict-reasons.js';
import { FIELD_WORDS } from './use-field-text.js';
import { PROBLEM_WORDS } from './use-problem-text.js';

/** The API's own words, read as text: nothing of the server may be imported here. */
const API = 'apps/api/src';
const SOURCES = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => [file, readFileSync(join(API, file), 'utf8')] as const);

const found = (pattern: RegExp): string[] => [
  ...new Set(
    SOURCES.flatMap(([, text]) => [...text.matchAll(pattern)].map(([, code = '']) => code)),
  ),
];
const without = (codes: readonly string[], words: object): string[] =>
  codes.filter((code) => !Object.hasOwn(words, code)).toSorted();

/** Said by a program to a program, or on the command line of whoever operates the instance. */
const NEVER_ON_SCREEN = new Set([
  'platform/idempotency/idempotency-key.ts',
  'audit/use-cases/acknowledge-break.ts',
  'access/use-cases/operator-reset-link.ts',
  'access/use-cases/appoint-administrator.ts',
]);

describe('what a failed request means', () => {
  it('has words of ours for every code of the API', () => {
    const codes = found(/^ {2}'?([a-z-]+)'?: \[\d{3}, /gm);
    expect(codes.length).toBeGreaterThan(10);
    expect(without(codes, PROBLEM_WORDS)).toEqual([]);
  });

  it('has words of ours for every reason of a refusal', () => {
    const reasons = found(/\b(?:conflict|forbidden)\(\s*'([a-z-]+)',/g);
    expect(reasons.length).toBeGreaterThan(30);
    expect(without(reasons, { ...CONFLICT, ...refusals })).toEqual([]);
  });

  it('is a refusal with a reason wherever it can reach a screen', () => {
    const bare = SOURCES.filter(([file]) => !NEVER_ON_SCREEN.has(file)).flatMap(([file, text]) =>
      [...text.matchAll(/DomainError\(\s*'(?:forbidden|conflict)',[^[]*?\n/g)]
        .map(({ index }) => text.slice(index, index + 400))
        .filter((call) => !/code: '|\[\s*$/.test(call))
        .map((call) => `${file}: ${call.slice(0, 100)}`),
    );
    expect(bare).toEqual([]);
  });

  it('has words of ours for every fault of a field', () => {
    const codes = found(/\bpath[^;]{0,200}?\bcode: '([a-z-]+)'/g);
    expect(codes.length).toBeGreaterThan(40);
    // What Prometheus says of an expression stays its own, in a sentence of ours.
    const ours = codes.filter((code) => !/^(?:promql|selector)-/.test(code));
    expect(without(ours, { ...FIELD_WORDS, ...refusals, ...faults })).toEqual([]);
  });
});
