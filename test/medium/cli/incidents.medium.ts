import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, tokenOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import {
  addSource,
  deliver,
  NOON,
  rows,
  seedCatalog,
  webhook,
} from '../incidents/incidents-context.js';
import { cliOf, listen, type Cli } from './cli.js';

let test: TestApp;
let cli: Cli;
let viewer: Cli;
beforeAll(async () => {
  test = await startTestApp();
  const url = await listen(test);
  await seedCatalog(test);
  const may = [
    'incident:read',
    'incident:respond',
    'incident:resolve',
    'incident:merge',
    'source:read',
    'source:write',
  ] as const;
  const grants = [
    { role: 'responder', territories: ['DE'] },
    { role: 'editor', territories: ['DE'] },
  ] as const;
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

  it('sleeps for a time, and says until when', async () => {
    await cli(['incident', 'open', 'queue grows', '--subject', 'shop']);
    const name = (await cli('incident list -q -n 1')).out.trim();
    const said =
      /^INC-\d+ is triggered, snoozed until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: queue grows\n$/;
    // The command line computes the end by its own clock; the server's stands at noon.
    const end = new Date(NOON.getTime() + 2 * 3_600_000).toISOString();
    expect((await cli(`incident snooze ${name} --until ${end}`)).err).toMatch(said);
    expect((await cli(`incident list -n 1`)).out).toContain(
      '-, snoozed until 2026-03-02 14:00:00Z',
    );
    const { out } = await cli(`incident get ${name}`);
    expect(out).toMatch(/snoozed +until 2026-03-02 14:00:00Z by test token/);
    expect(out).toMatch(/: snoozed until 2026-03-02 14:00:00Z$/m);
    expect((await cli(`incident snooze ${name} --undo`)).err).toMatch(/is triggered: queue grows/);
    for (const wrong of ['', '--for 2d', '--for 1h --undo', '--until tomorrow'])
      expect((await cli(`incident snooze ${name} ${wrong}`.trim())).code).toBe(2);
    expect((await cli(`incident snooze ${name} --for 1m`)).err).toContain('5 minutes to 24 hours');
  });

  it('is merged into an older one, and taken back', async () => {
    await cli(['incident', 'open', 'carts are empty', '--subject', 'shop']);
    const [younger = '', older = ''] = (await cli('incident list --state open -q -n 2')).out
      .trim()
      .split('\n');
    expect((await cli(`incident merge ${younger} --into ${older}`)).err).toBe(
      `${younger} is merged into ${older}: carts are empty\n`,
    );
    expect((await cli(`incident get ${younger}`)).out).toMatch(
      new RegExp(`merged into +${older}\n[^]*: merged into: ${older}$`, 'm'),
    );
    expect((await cli(`incident get ${older}`)).out).toMatch(
      new RegExp(`took in +${younger} carts are empty`),
    );
    expect((await cli(`incident merge ${younger} --undo`)).err).toBe(
      `${younger} is triggered: carts are empty\n`,
    );
    expect((await cli(`incident merge ${older} --into ${younger}`)).code).toBe(1);
    expect((await cli(`incident merge ${younger}`)).code).toBe(2);
    expect((await viewer(`incident merge ${younger} --into ${older}`)).code).toBe(1);
  });

  it('has people who are asked, with roles, and a next step that can begin at once', async () => {
    const [incident = ''] = (await cli('incident list --state open -q')).out.split('\n');
    const [me] = await rows<{ email: string }>(
      test,
      "select u.email from users u join api_tokens t on t.user_id = u.id where t.scopes @> '{incident:merge}'",
    );
    const address = me?.email ?? '';
    expect((await cli(`incident ask ${incident} --user ${address}`)).err).toBe(
      `asked to help with ${incident}: Token Owner (pending)\n`,
    );
    expect((await cli(`incident answer ${incident} --accept`)).err).toBe(
      `accepted to help with ${incident}\n`,
    );
    expect((await cli(`incident role ${incident} scribe --user ${address}`)).err).toBe(
      `scribe of ${incident}: Token Owner\n`,
    );
    const { out } = await cli(`incident get ${incident}`);
    expect(out).toMatch(/scribe +Token Owner, /);
    expect(out).toMatch(/asked +Token Owner \(accepted\) by test token, /);
    expect(out).toMatch(/similar +INC-\d+ \((?:key|rule|subject)\) [^]*, ended by /);
    expect(out).toMatch(/test token: role handed over \(scribe\) Token Owner/);
    const refused = await cli(`incident escalate ${incident}`);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining(`No escalation policy is for ${incident}`),
    ]);
    const editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    const policy = {
      name: 'All',
      territory: 'DE',
      serves: { default: true },
      steps: [{ delay: '5m', targets: [{ user: address }] }],
      repeat: 0,
      fallback: { user: address },
      waiver: 'There is no mail server here',
    };
    const made = await test.app.inject({
      method: 'PUT',
      url: '/api/v1/escalation-policies/all',
      headers: editor.headers,
      payload: policy,
    });
    expect(made.statusCode).toBe(201);
    expect((await cli(`incident escalate ${incident}`)).err).toBe('escalated\n');
    const unpaged = await cli(`incident not-me ${incident}`);
    expect([unpaged.code, unpaged.err]).toEqual([1, expect.stringContaining('not being paged')]);
    for (const wrong of [
      'ask INC-1',
      'answer INC-1',
      'role INC-1 scribe',
      'role INC-1 king --nobody',
    ])
      expect((await cli(`incident ${wrong}`)).code).toBe(2);
  });

  it('has figures, for people and for programs', async () => {
    const range = '--from 2026-03-01T00:00Z --to 2026-03-10T00:00Z';
    const { code, out, err } = await cli(`incident figures ${range}`);
    expect(code).toBe(0);
    expect(out).toMatch(/^OF +NAME +INCIDENTS +MTTD/);
    expect(out).toMatch(/^subject +shop +3 +- +\d+s \/ \d+s \/ \d+s +/m);
    expect(err).toContain('not counted: 0 of the sample, 0 over before');
    const rows = (await cli(`incident figures ${range} -o csv`)).out.trim().split('\n');
    expect(rows[0]).toContain('acknowledge_median_seconds');
    expect(rows[1]).toMatch(/^total,,3,/);
    expect((await cli('incident figures --days 0')).code).toBe(2);
    expect((await cli(`incident figures --days 7 --from 2026-03-01T00:00Z`)).code).toBe(2);
  });

  it('is declared', async () => {
    const made = await cli(['incident', 'open', 'nobody can pay', '--subject', 'shop', '-q']);
    expect([made.code, made.out]).toEqual([0, 'INC-4\n']);
    expect((await cli(['incident', 'open', 'x'])).err).toContain('territory');
  });

  it('is reviewed: what is known, as text and as Markdown, and what is to be done', async () => {
    const opened = await cli(['incident', 'open', 'Nobody can pay', '--subject', 'shop', '-q']);
    const incident = /INC-\d+/.exec(opened.err + opened.out)?.[0] ?? '';
    const early = await cli(`incident review ${incident} --start`);
    expect(early.code).not.toBe(0);
    expect(early.err).toContain('is not resolved yet');
    await cli(`incident resolve ${incident}`);
    const { out } = await cli(`incident review ${incident} --start`);
    expect(out).toMatch(/state +draft/);
    expect(out).toMatch(/first page +never/);
    expect(out).toMatch(/MTTD +not known/);
    expect((await cli(`incident review ${incident} -q`)).out).toBe('draft\n');
    const { out: text } = await cli(`incident review ${incident} --markdown --language de`);
    expect(text).toContain(`# Nachbetrachtung von ${incident}: Nobody can pay`);
    expect((await cli('incident actions')).err).toBe('No action item matches.\n');
    await asOwner(test, (owner) =>
      owner.query(
        `insert into action_items (id, incident_id, territory, title, due, state, created_by, created_at, version, updated_at)
         select gen_random_uuid(), id, territory, 'Ask earlier', '2026-01-02', 'open', '{"kind":"user","id":"u","name":"U"}', now(), 1, now()
           from incidents where 'INC-' || number = $1`,
        [incident],
      ),
    );
    expect((await cli('incident actions --overdue')).out).toMatch(
      new RegExp(`${incident} +overdue +2026-01-02 +- +Ask earlier`),
    );
    expect((await cli('incident actions --mine')).err).toBe('No action item matches.\n');
    expect((await cli(`incident actions --incident ${incident} -q`)).out).toMatch(/^\d+\n$/);
  });
});

describe('leitstand source list', () => {
  it('says when each source was last heard', async () => {
    const { out } = await cli('source list');
    expect(out).toMatch(/^SOURCE +KIND/);
    expect(out).toMatch(
      /prometheus +alertmanager +heard +DE +billing +lsa_… +2026-03-02 .* 1 +taken/,
    );
  });
});

describe('leitstand source get', () => {
  it('says what was heard of it, and what fires that it told nothing of', async () => {
    const { code, out } = await cli('source get prometheus');
    expect(code).toBe(0);
    for (const line of [
      /^source +prometheus$/m,
      /^state +heard$/m,
      /^outcome +taken, 1 alerts$/m,
      /^watchdog +none is expected$/m,
      /^group interval +5m$/m,
    ])
      expect(out).toMatch(line);
    expect(out).not.toContain('NOT TOLD OF');
    await asOwner(test, (owner) =>
      owner.query(`insert into alert_findings (source_id, digest, territory, name, labels, severity, state, active_at, since)
        select id, 'd', 'DE', 'TillOffline', '{"alertname":"TillOffline","till":"7"}', 'page', 'waiting', now(), now() from alert_sources`),
    );
    expect((await cli('source get prometheus')).out).toMatch(/TillOffline +waiting +\S.* till=7$/m);
    expect((await cli('source get prometheus')).out).toMatch(/^state +disagrees$/m);
    expect((await cli('source get prometheus -q')).out).toBe('prometheus\n');
    expect(JSON.parse((await cli('source get prometheus -o json')).out)).toMatchObject({
      slug: 'prometheus',
      lastAlerts: 1,
    });
    expect((await cli('source get nothing')).code).toBe(1);
  });
});

describe('leitstand source give-up', () => {
  it('says what would be over, and ends it once that is agreed to', async () => {
    const asked = await cli('source give-up prometheus');
    expect([asked.code, asked.err]).toEqual([
      expect.any(Number),
      expect.stringContaining('1 open alert of the source "prometheus" would be over'),
    ]);
    expect(asked.code).not.toBe(0);
    expect((await cli('source get prometheus')).out).toMatch(/^open alerts +1$/m);
    expect((await viewer('source give-up prometheus --yes')).code).toBe(1);
    expect((await cli('source give-up prometheus --yes')).err).toBe(
      'gave up prometheus: 1 open alert ended\n',
    );
    expect((await cli('source get prometheus')).out).toMatch(/^open alerts +0$/m);
  });
});

describe('leitstand heartbeat', () => {
  it('is listed, shown and deleted', async () => {
    expect((await cli('heartbeat list')).err).toBe('There is no heartbeat.\n');
    await asOwner(test, (owner) =>
      owner.query(`insert into alert_heartbeats (id, slug, name, territory, subject, interval_s, grace_s, version, created_at, updated_at)
        values (gen_random_uuid(), 'backup', 'Backup', 'DE', 'billing', 86400, 90, 1, now(), now())`),
    );
    const { out } = await cli('heartbeat list -o wide');
    expect(out).toMatch(/backup +no-token +- +1d +90s +billing +DE +none +Backup$/m);
    expect((await cli('heartbeat list -o csv')).out).toContain(
      'backup,no-token,,86400,90,billing,DE,Backup',
    );
    const shown = (await cli('heartbeat get backup')).out;
    expect(shown).toMatch(/^state +no-token$/m);
    expect(shown).toMatch(/^may be late by +90s$/m);
    expect((await viewer('heartbeat get backup')).code).toBe(1);
    expect((await cli('heartbeat delete backup --yes')).err).toBe('deleted backup\n');
    expect((await cli('heartbeat get backup')).code).toBe(1);
  });
});
