import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const folder = join(projectRoot(), 'docs/runbooks');
const pages = readdirSync(folder);

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const ask = (name: string) =>
  test.app.inject({ method: 'GET', url: `/runbooks/leitstand/${name}` });

describe('the address in an alert', () => {
  it.each(pages)('leads everybody to its page: %s', async (file) => {
    const answer = await ask(file.replace(/\.md$/, ''));
    expect([
      answer.statusCode,
      answer.headers['content-type'],
      answer.headers['x-content-type-options'],
    ]).toEqual([200, 'text/markdown; charset=utf-8', 'nosniff']);
    expect(answer.body).toBe(readFileSync(join(folder, file), 'utf8'));
  });

  it.each([
    'nothing',
    'Watchdog',
    'watchdog.md',
    '..%2Fapi',
    '..%2f..%2fpackage.json',
    '%2e%2e%2fadr%2fREADME',
    '__proto__',
    'watchdog%2F..%2Fwatchdog',
  ])('leads to nothing but pages: %s', async (name) => {
    const answer = await ask(name);
    expect([answer.statusCode, answer.headers['content-type'], answer.json().code]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      'not-found',
    ]);
  });

  it('is refused when it holds what no name does', async () => {
    const answer = await ask('watchdog%00');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation-failed']);
  });
});
