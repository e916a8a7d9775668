import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = async <T>(path: string) => (await import(pathToFileURL(resolve(path)).href)) as T;
const { readSettings } = await load<{ readSettings: (env: object) => object }>(
  'scripts/lib/settings.mjs',
);
const { instanceEnvironment } = await load<{
  instanceEnvironment: (settings: object) => Record<string, string>;
}>('scripts/lib/environment.mjs');

describe('whom an instance tells when pages do not go out', () => {
  const before = { ...process.env };
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'leitstand-operators-'));
    mkdirSync(join(dir, 'secrets'));
  });
  afterEach(() => {
    process.env = { ...before };
    rmSync(dir, { recursive: true });
  });

  const operators = (env: Record<string, string>) => {
    Object.assign(process.env, env);
    return instanceEnvironment(readSettings({ LEITSTAND_DATA_DIR: dir, ...env }))
      .LEITSTAND_OPERATOR_MAIL;
  };

  it('is the sample mailbox on a trial, where nothing is set', () => {
    expect(operators({})).toBe('operators@sample.invalid');
  });

  it.each([
    ['without the sample', { LEITSTAND_SAMPLE: 'off' }],
    ['with a mail server', { LEITSTAND_SMTP_URL: 'smtp://mail.example.org' }],
    ['with a mail server in a file', { LEITSTAND_SMTP_URL_FILE: '/run/secrets/smtp' }],
    ['with operators', { LEITSTAND_OPERATOR_MAIL: 'ops@example.org' }],
    ['with a topic', { LEITSTAND_OPERATOR_NTFY_URL: 'https://ntfy.example.org/ops' }],
  ])('is what is set, and nobody else: %s', (_, env) => {
    expect(operators(env)).toBeUndefined();
  });
});
