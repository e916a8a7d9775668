import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { asOwner } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { policies, reachableTables, type TableFacts } from './row-state.js';
import { fillWithSamples } from './samples.js';

/** Tables without row-level security: nothing in them belongs to a territory. Whoever adds one says here what it holds. */
const OF_THE_INSTANCE: Record<string, string> = {
  catalog_seed: 'one row: that the catalog of the first start was applied',
  sample_paging_seed: 'one row: that the sample rota was made',
  audit_head: 'one row: the newest link of the chain',
  audit_verification: 'one row: what the newest verification of the trail found',
  heartbeats: 'signs of life of processes',
  maintenance_turns: 'one row: how often maintenance turned',
  heartbeat_watch: 'one row: when it was last looked whether something is late',
  pager_watch: 'one row: what the operators were told last',
  leases: 'who does which background work just now',
  clock_shift: 'how far the clock of a test is shifted; empty otherwise',
  subscription_cursors: 'how far each subscription has come',
};

/** Policies that are more, or less, than a row's territory: whoever changes one says it here. */
const NOT_BY_TERRITORY: Record<string, string> = {
  // What holds in several territories is seen from each of them, and changed from all.
  api_tokens_territory:
    '((territories && leitstand_territories()) OR room access) → ((territories <@ leitstand_territories()) OR room access)',
  invitations_territory:
    '((territories && leitstand_territories()) OR room access) → ((territories <@ leitstand_territories()) OR (room access AND (revoked_at IS NOT NULL)))',
  user_grants_read: '(territory OR room access)',
  // Names are for everybody; what somebody signs in with is for one room.
  users_read: 'true',
  users_add: 'room access',
  users_change: 'room access',
  auth_accounts_access: 'room access',
  auth_sessions_access: 'room access',
  auth_verifications_access: 'room access',
  first_run_links_access: 'room access',
  password_reset_requests_access: 'room access',
  password_resets_access: 'room access',
  sign_in_failures_access: 'room access',
  // What happened to the whole instance has no territory.
  audit_read: '(none OR territory OR room audit-verify)',
  outbox_territory: '(none OR territory)',
  slo_rule_files_territory: '(none OR territory)',
  // Keys are their actor's, until anybody may forget them.
  idempotency_keys_own: '(actor_id = leitstand_actor())',
  idempotency_keys_expired: "(created_at < (leitstand_now() - '24:00:00'::interval))",
  idempotency_keys_old: "(created_at < (leitstand_now() - '24:00:00'::interval))",
  // Promised by anybody, sent by one.
  mails_promise:
    '((attempts = 0) AND (outcome IS NULL) AND (promised_by = leitstand_actor()) AND (promised_in = leitstand_territories()))',
  mails_send: 'room mail',
  // Every page names territories; only one room changes those within its walls.
  territories_read: 'true',
  territories_add: '(room access AND (code = ANY leitstand_territories()))',
  territories_change: '(room access AND (code = ANY leitstand_territories()))',
  // Where ways to people lead is for whoever sends alone.
  armed_consoles_own_room: 'room notifications',
  contact_methods_own_room: 'room notifications',
  // Where somebody's calendars are is for the room that answers them.
  calendar_feeds_own_room: 'room feeds',
  notification_topics_territory: '(territory OR room notifications)',
  notifications_territory: '(territory OR room notifications)',
  notification_attempts_append: 'room notifications',
  notification_attempts_read:
    '(EXISTS ( SELECT FROM notifications n WHERE (n.id = notification_attempts.notification_id)))',
};

const REFUSED = ['42501', '428C9'];

let test: TestApp;
let tables: TableFacts[];
let app: pg.Client;
beforeAll(async () => {
  test = await startTestApp();
  await fillWithSamples(test);
  tables = await reachableTables(test);
  app = new pg.Client({ connectionString: test.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await test.close();
});

/** Runs `work` as the application does, in these territories, and takes everything back. */
async function inScope<T>(
  territories: string,
  work: () => Promise<T>,
  actor = 'user:somebody',
): Promise<T> {
  await app.query('begin');
  try {
    await app.query(
      "select set_config('leitstand.territories', $1, true), set_config('leitstand.actor', $2, true)",
      [territories, actor],
    );
    return await work();
  } finally {
    await app.query('rollback');
  }
}

/** Rows a statement touched; 0 when the role may not run it at all. */
async function touched(statement: string): Promise<number> {
  await app.query('savepoint before');
  try {
    return (await app.query(statement)).rowCount ?? 0;
  } catch (error) {
    await app.query('rollback to before');
    if (REFUSED.includes((error as { code: string }).code)) return 0;
    throw error;
  }
}

const ofTerritories = () => tables.filter(({ hasTerritory }) => hasTerritory);

describe('row-level security', () => {
  it('is on, with a policy, for every table that the application may touch', () => {
    expect(ofTerritories().length).toBeGreaterThanOrEqual(3);
    const bare = tables
      .filter(({ rowSecurity, policies }) => !rowSecurity || policies === 0)
      .map(({ name }) => name);
    expect(bare.filter((name) => !(name in OF_THE_INSTANCE))).toEqual([]);
    expect(
      ofTerritories().filter(({ rowSecurity, policies }) => !rowSecurity || policies === 0),
    ).toEqual([]);
  });

  it('lets every table be seen and changed by territory, or by the rooms that are named here', async () => {
    const others = (await policies(test)).filter(({ who }) => who !== 'territory');
    expect(Object.fromEntries(others.map(({ policy, who }) => [policy, who]))).toEqual(
      NOT_BY_TERRITORY,
    );
  });

  it('shows nobody without a territory any row that has one', async () => {
    for (const { name } of ofTerritories()) {
      const seen = await inScope('', () =>
        touched(`select from ${name} where territory is not null`),
      );
      expect({ name, seen }).toEqual({ name, seen: 0 });
    }
    const { rows } = await app.query('select count(*)::int as n from user_grants');
    expect(rows[0].n).toBe(0);
  });

  it('shows the rows of one’s own territory and lets nobody touch another’s', async () => {
    const filled: string[] = [];
    for (const { name } of ofTerritories()) {
      const rows = await asOwner(
        test,
        async (client) =>
          (
            await client.query(
              `select to_jsonb(t) as row from ${name} t where territory = 'DE' limit 1`,
            )
          ).rows,
      );
      if (rows.length === 0) continue;
      filled.push(name);
      const insert = `insert into ${name} select (jsonb_populate_record(null::${name}, '${JSON.stringify(rows[0].row).replaceAll("'", "''")}')).*`;
      const foreign = [
        `select from ${name} where territory = 'DE'`,
        `update ${name} set territory = territory where territory = 'DE'`,
        `delete from ${name} where territory = 'DE'`,
        insert,
      ];
      for (const statement of foreign) {
        const count = await inScope('CH', () => touched(statement));
        expect({ statement: statement.slice(0, 60), count }).toEqual({
          statement: statement.slice(0, 60),
          count: 0,
        });
      }
      expect(
        await inScope('DE', () => touched(`select from ${name} where territory = 'DE'`)),
      ).toBeGreaterThan(0);
    }
    expect(filled).toContain('user_grants');
  });

  it('lets the access room alone change territories, and those of its scope alone', async () => {
    const changes = [
      "update territories set matchers = '' where code = 'DE'",
      "insert into territories (code, name_de, name_en) values ('DE', 'x', 'x') on conflict (code) do update set name_de = 'x'",
      "update territories set code = 'XX' where code = 'DE'",
      "insert into territories (code, name_de, name_en) values ('XX', 'x', 'x')",
      "delete from territories where code = 'DE'",
    ];
    const done = async (territories: string, actor: string) => {
      const counts: number[] = [];
      for (const change of changes)
        counts.push(await inScope(territories, () => touched(change), actor));
      return counts;
    };
    expect(await done('CH,DE,XX', 'user:somebody')).toEqual([0, 0, 0, 0, 0]);
    expect(await done('CH', 'system:access')).toEqual([0, 0, 0, 0, 0]);
    expect(await done('DE,XX', 'system:access')).toEqual([1, 1, 0, 1, 0]);
    const seen = await inScope('CH', () => touched('select from territories'));
    expect(seen).toBeGreaterThan(1);
  });

  it('keeps credentials from every other room', async () => {
    for (const name of [
      'auth_sessions',
      'auth_accounts',
      'auth_verifications',
      'first_run_links',
      'password_resets',
      'password_reset_requests',
      'sign_in_failures',
      'contact_methods',
      'calendar_feeds',
    ]) {
      expect({ name, seen: await inScope('CH,DE', () => touched(`select from ${name}`)) }).toEqual({
        name,
        seen: 0,
      });
    }
    expect(
      await inScope('CH,DE', () => touched("update users set email = 'eve@example.org'")),
    ).toBe(0);
  });
});
