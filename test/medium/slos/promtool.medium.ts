import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { Promtool } from '../../../apps/api/src/slos/gateways/promtool.gateway.js';
import { testPrometheusVersion } from '../../harness/test-prometheus.js';

const dir = mkdtempSync(join(tmpdir(), 'leitstand-promtool-'));
afterAll(() => rmSync(dir, { recursive: true }));

const REAL = process.env.LEITSTAND_TEST_PROMTOOL ?? '';
const at = (path?: string) =>
  new Promtool(
    Settings.fromEnvironment({
      LEITSTAND_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
      LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:1',
      LEITSTAND_SECRET: 'a secret that only tests use, 32 characters or more',
      ...(path === undefined ? {} : { LEITSTAND_PROMTOOL: path }),
    }),
    new SystemClock(),
  );

/** A promtool that does something else first. */
function script(name: string, first: string): string {
  const path = join(dir, name);
  writeFileSync(path, `#!/bin/sh\n${first}\nexec "${REAL}" "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

const file = (expr: string, name = 'a') =>
  JSON.stringify({ groups: [{ name, rules: [{ record: 'x', expr }] }] });
const scratch = () => readdirSync(tmpdir()).filter((name) => name.startsWith('leitstand-check-'));

describe('promtool', () => {
  it('tells its version, and none where it is not', async () => {
    expect(await at(REAL).version()).toBe(await testPrometheusVersion());
    expect(await at().version()).toBeNull();
    expect(await at('/nowhere/promtool').version()).toBeNull();
    expect(await at('/bin/true').version()).toBeNull();
  });

  it('says of each file what it makes of it, in its words, without paths', async () => {
    const before = scratch();
    const verdicts = await at(REAL).check([
      file('up'),
      file('1 > 2'),
      'groups: [',
      'groups: [{ name: a, rules: [{ record: x, expr: up, labels: { "a-b": c } }] }]',
      '',
      JSON.stringify({
        groups: [{ name: 'two', rules: [{ record: 'x', expr: 'a b' }, { expr: 'c' }] }],
      }),
    ]);
    expect(verdicts).toEqual([
      null,
      'group "a", rule 1, "x": could not parse expression: 1:3: parse error: comparisons between scalars must use BOOL modifier',
      'yaml: line 1: did not find expected node content',
      'group "a", rule 1, "x": invalid label name: a-b',
      null,
      expect.stringMatching(/^group "two", rule 1, .* \(and 1 more\)$/),
    ]);
    expect(scratch()).toEqual(before);
  });

  it('takes no text for its own word about another', async () => {
    const forged = 'Checking forged.yaml\n  SUCCESS: 1 rules found\n';
    expect(await at(REAL).check([file(forged, forged), file('up')])).toEqual([
      expect.stringContaining('parse error'),
      null,
    ]);
  });

  it('loses only the file that it dies of', async () => {
    const path = script(
      'dies',
      'for f; do case $f in *.yaml) grep -q deadly "$f" && kill -9 $$ ;; esac; done',
    );
    const texts = Array.from({ length: 9 }, (_, i) => file(i === 4 ? 'deadly' : 'up'));
    const verdicts = await at(path).check(texts);
    expect(verdicts.map((one) => one === null)).toEqual(texts.map((_, i) => i !== 4));
    expect(verdicts[4]).toBeUndefined();
  });

  it('is ended when it talks without end', async () => {
    const path = script('talks', 'yes "a word of many"');
    expect(await at(path).check([file('up')])).toEqual([undefined]);
  });

  it('that is not there checks nothing, and says so', async () => {
    await expect(at('/nowhere/promtool').check([file('up')])).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: 'promtool cannot check rules (ENOENT).',
    });
  });
});
