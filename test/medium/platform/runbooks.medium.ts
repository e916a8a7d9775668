import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const folder = join(projectRoot(), 'docs/runbooks');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const ask = (name: string, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'GET', url: `/runbooks/leitstand/${name}`, headers });

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

  it.each(pages)('is a page in a browser, whose links lead on: %s', async (file) => {
    const { statusCode, headers, body } = await ask(file.replace(/\.md$/, ''), {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    });
    expect([statusCode, headers['content-type'], headers['vary']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'accept, accept-language',
    ]);
    const [title] = /^# .+/.exec(readFileSync(join(folder, file), 'utf8')) ?? [''];
    expect(body.replaceAll('<wbr>', '')).toContain(`<h1>${title.slice(2)}</h1>`);
    expect(body).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    for (const [, href = ''] of body.matchAll(/href="([^"/]*)"/g))
      expect([href, (await ask(href)).statusCode]).toEqual([href, 200]);
  });

  it.each(pages)('is in the reader’s language: %s', async (file) => {
    const name = file.replace(/\.md$/, '');
    const german = { 'accept-language': 'de-CH,en;q=0.5' };
    expect((await ask(name, german)).body).toBe(readFileSync(join(folder, 'de', file), 'utf8'));
    const { body } = await ask(name, { ...german, accept: 'text/html' });
    expect(body).toContain('<html lang="de">');
    expect(body).toContain('<h2>Abhilfe</h2>');
  });

  it('may be written as the alert is', async () => {
    expect((await ask('LeitstandNoData')).body).toBe((await ask('leitstandnodata')).body);
  });

  it('is refused when it holds what no name does', async () => {
    const answer = await ask('watchdog%00');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation-failed']);
  });
});
