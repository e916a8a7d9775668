import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { addSource, deliver, seedCatalog, webhook } from '../incidents/incidents-context.js';
import { cliOf, listen, type Cli } from './cli.js';

let test: TestApp;
let cli: Cli;
let viewer: Cli;
beforeAll(async () => {
  test = await startTestApp();
  const url = await listen(test);
  await seedCatalog(test);
  const may = ['incident:read', 'incident:respond', 'incident:resolve', 'source:read'] as const;
  const grants = [{ role: 'responder', territories: ['DE'] }] as const;
  cli = cliOf(url, await tokenOf(test, grants, may, ['DE']));
  viewer = cliOf(url, await tokenOf(test, grants, ['incident:read'], ['DE']));
  const token = await addSource(test, 'prometheus');
  await deliver(test, token, webhook([{ fingerprint: 'a', start: 0 }]));
});
afterAll(() => test.close());

describe('leitstand incident', () => {
  it('lists what is open, for people and for programs', async () => {
    const { code, out } = await cli('incident list --state open');
    expect(code).toBe(0);
    expect(out).toMatch(/^INCIDENT +STATE +SEVERITY +ABOUT/);
    expect(out).toMatch(/INC-1 +triggered +page +shop-availability +DE/);
    expect((await cli('incident list -q')).out).toBe('INC-1\n');
    expect((await cli('incident list -o json --json name,state')).out).toBe(
      `${JSON.stringify([{ name: 'INC-1', state: 'triggered' }], null, 2)}\n`,
    );
    expect((await cli('incident list --class ticket')).err).toBe('No incident matches.\n');
    expect((await cli('incident list --state gone')).code).toBe(2);
  });

  it('is taken on, noted, resolved and shown with what happened', async () => {
    expect((await cli('incident ack INC-1')).err).toMatch(
      /^INC-1 is acknowledged by test token until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: shop-availability burns its error budget too fast\n$/,
    );
    expect((await cli('incident ack INC-1 --undo')).err).toBe(
      'INC-1 is triggered: shop-availability burns its error budget too fast\n',
    );
    expect((await cli(['incident', 'note', '1', 'looking'])).err).toBe('noted in INC-1\n');
    const refused = await cli('incident resolve INC-1');
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/still fire[^]*--despite-firing: has to be said/),
    ]);
    expect((await cli('incident resolve INC-1 --despite-firing')).err).toBe(
      'INC-1 is resolved: shop-availability burns its error budget too fast\n',
    );
    const { out } = await cli('incident get INC-1');
    for (const line of [
      /state +resolved/,
      /SLO +shop-availability/,
      /noted: looking/,
      /resolved$/m,
    ])
      expect(out).toMatch(line);
    expect((await cli('incident get INC-9')).code).toBe(1);
    expect((await viewer('incident ack INC-1')).code).toBe(1);
  });

  it('is declared', async () => {
    const made = await cli(['incident', 'open', 'nobody can pay', '--subject', 'shop', '-q']);
    expect([made.code, made.out]).toEqual([0, 'INC-2\n']);
    expect((await cli(['incident', 'open', 'x'])).err).toContain('territory');
  });
});

describe('leitstand source list', () => {
  it('says when each source was last heard', async () => {
    const { out } = await cli('source list');
    expect(out).toMatch(/^SOURCE +KIND/);
    expect(out).toMatch(/prometheus +alertmanager +DE +billing +lsa_… +2026-03-02 .* taken/);
  });
});
