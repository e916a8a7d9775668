import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, tokenOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { cliOf, listen, type Cli } from './cli.js';

const TERRITORIES = ['CH', 'DE'];
const TEAM = (name: string) =>
  `apiVersion: leitstand/v1\nkind: Team\nmetadata: { name: ${name} }\nspec: { territory: DE }\n`;

let test: TestApp;
let url: string;
let admin: Cli;
beforeAll(async () => {
  test = await startTestApp();
  url = await listen(test);
  const scopes = [
    'audit:read',
    'audit:verify',
    'catalog:apply',
    'subject:read',
    'team:read',
    'team:write',
  ] as const;
  admin = cliOf(
    url,
    await tokenOf(test, [{ role: 'admin', territories: TERRITORIES }], scopes, TERRITORIES),
  );
  for (const name of ['team-one', 'team-two', 'team-three'])
    expect(await admin('catalog apply -f -', TEAM(name))).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await test.close();
});

describe('who may', () => {
  it('nobody without a token, and the exit code says so', async () => {
    const { code, out, err } = await cliOf(url, null)('audit verify');
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^leitstand: Sign in[\s\S]*LEITSTAND_TOKEN/);
    const forged = await cliOf(url, { headers: { authorization: 'Bearer lst_made_up' } })(
      'audit tail',
    );
    expect(forged.code).toBe(4);
  });

  it('not with a token that lacks the permission, which is a failure and no call to sign in', async () => {
    const viewer = cliOf(
      url,
      await tokenOf(test, [{ role: 'viewer', territories: ['DE'] }], ['slo:read'], ['DE']),
    );
    const { code, err } = await viewer('audit verify');
    expect([code, err]).toEqual([1, expect.stringContaining('audit:verify')]);
  });
});

describe('audit tail', () => {
  it('shows the newest events, oldest of them first', async () => {
    const { code, out } = await admin('audit tail -n 2 --action team.');
    const [head, ...lines] = out.trimEnd().split('\n');
    expect([code, head]).toEqual([
      0,
      expect.stringMatching(/^EVENT\s+AT\s+WHO\s+ACTION\s+WHAT\s+TERRITORY\s+REASON$/),
    ]);
    expect(lines.map((line) => /team-\w+/.exec(line)?.[0])).toEqual(['team-two', 'team-three']);
  });

  it('is the same for programs', async () => {
    const numbers = (await admin('audit tail -q')).out.trimEnd().split('\n').map(Number);
    const events = JSON.parse((await admin('audit tail -o json')).out) as {
      seq: number;
      hash: string;
    }[];
    expect(events.map(({ seq }) => seq)).toEqual(numbers);
    expect(events.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    const csv = (await admin('audit tail -o csv')).out.trimEnd().split('\r\n');
    expect([csv[0], csv.length]).toEqual([
      'event,at,actor_kind,actor,action,target_kind,target,territory,reason',
      events.length + 1,
    ]);
  });

  it('says on stderr, not in the data, that nothing matches', async () => {
    expect(await admin('audit tail --action nothing.like.it')).toEqual({
      code: 0,
      out: '',
      err: 'No event matches.\n',
    });
  });

  it('names the field that the server refuses', async () => {
    const { code, err } = await admin('audit tail --from yesterday');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/\n {2}--from: must be a time such as /),
    ]);
  });
});

describe('audit verify', () => {
  it('finds a chain whole', async () => {
    const { code, out } = await admin('audit verify');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^chain +whole\nevents +\d+\nhead +\d+:[0-9a-f]{64}\n/),
    ]);
    expect(await admin('audit verify -q')).toEqual({ code: 0, out: '', err: '' });
  });

  it('finds the head that an earlier verification printed, and misses one that never was', async () => {
    const head = /^head +(\S+)$/m.exec((await admin('audit verify')).out)?.[1] ?? '';
    expect((await admin(`audit verify --known ${head}`)).code).toBe(0);
    const { code, out } = await admin(`audit verify --known ${head.replace(/^\d+/, '999')}`);
    expect([code, out]).toEqual([
      3,
      expect.stringMatching(/\n +999 +truncated +Event 999 was verified earlier and is gone/),
    ]);
    expect(await admin('audit verify --known yesterday')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--known takes'),
    });
  });

  it('exits with 3 and names the event that somebody changed past the program', async () => {
    const seq = await asOwner(test, async (client) => {
      await client.query('alter table audit_events disable trigger audit_no_edit');
      const { rows } = await client.query<{ seq: string }>(
        `update audit_events set actor_name = 'Eve' where target_name = 'team-two' returning seq`,
      );
      await client.query('alter table audit_events enable trigger audit_no_edit');
      return Number(rows[0]?.seq);
    });
    const { code, out, err } = await admin('audit verify');
    expect([code, out]).toEqual([
      3,
      expect.stringMatching(
        new RegExp(`chain +broken[\\s\\S]*\\n +${seq} +edited +Event ${seq} was changed`),
      ),
    ]);
    expect(err).toBe('leitstand: the audit trail has a fault.\n');
    const { code: same, out: json } = await admin('audit verify -o json');
    expect([same, JSON.parse(json)]).toMatchObject([
      3,
      { ok: false, faults: [{ seq, kind: 'edited' }] },
    ]);
  });
});
