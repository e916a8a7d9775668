import pg from 'pg';
import { stringify } from 'yaml';
import { toRow } from '../../apps/api/src/audit/db/event-rows.js';
import type { AuditEvent } from '../../apps/api/src/audit/domain/audit-event.js';
import { linkHash, sealHead } from '../../apps/api/src/audit/domain/hash-chain.js';
import { tokenOf, type TestActor } from '../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { testEnvironment } from '../harness/test-environment.js';
import { withApi } from './api-process.js';
import { percentile, printFigures, say, type Figure } from './figures.js';
import { objectives } from './objectives.js';
import { seedSlos } from './seed-slos.js';
import { withServers } from './servers.js';

/** As many as one apply takes, all but the last few. */
const DOCUMENTS = 3700;
const EVENTS = 50_000;

const millis = (name: string, value: number, target: number): Figure => ({
  name,
  value,
  unit: 'ms',
  target,
  better: 'lower',
});

/** Calls `ask` again and again until `work` is done. @returns what each call took, in milliseconds */
async function meanwhile(work: Promise<unknown>, ask: () => Promise<void>): Promise<number[]> {
  const [took, ended] = [[] as number[], new AbortController()];
  void work.catch(() => undefined).finally(() => ended.abort());
  while (!ended.signal.aborted) {
    const since = performance.now();
    await ask();
    took.push(performance.now() - since);
  }
  await work;
  return took;
}

/** Somebody in DE applies many documents, somebody in CH saves one SLO over and over, a third asks whether we live. */
class Writers {
  private round = 0;

  constructor(
    private readonly origin: string,
    private readonly many: TestActor,
    private readonly one: TestActor,
  ) {}

  async apply(query: string): Promise<void> {
    this.round += 1;
    const body = objectives(DOCUMENTS)
      .map((document) => {
        const { metadata, spec } = document;
        const description = `round ${this.round}`;
        return `---\n${stringify({ ...document, metadata: { ...metadata, name: `many-${metadata.name}` }, spec: { ...spec, description } })}`;
      })
      .join('');
    const headers = { ...this.many.headers, 'content-type': 'application/yaml' };
    const url = `${this.origin}/api/v1/catalog/apply${query}`;
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (!answer.ok)
      throw new Error(`apply: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    const { documents } = (await answer.json()) as { documents: { outcome: string }[] };
    const refused = documents.filter(({ outcome }) => outcome === 'refused').length;
    if (refused > 0) throw new Error(`apply: ${refused} documents were refused`);
  }

  async save(): Promise<void> {
    this.round += 1;
    const spec = {
      subject: 'swiss',
      description: `round ${this.round}`,
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
    };
    const headers = { ...this.one.headers, 'content-type': 'application/json' };
    const url = `${this.origin}/api/v1/slos/swiss-answers`;
    const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ spec }) });
    if (!answer.ok) throw new Error(`save: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  async verify(): Promise<void> {
    const headers = { ...this.many.headers, 'content-type': 'application/json' };
    const url = `${this.origin}/api/v1/audit/verification`;
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    const { ok, events } = (await answer.json()) as { ok: boolean; events: number };
    if (!ok || events < EVENTS) throw new Error(`verify: ok=${ok}, ${events} events`);
  }

  async live(): Promise<void> {
    await (await fetch(`${this.origin}/livez`)).arrayBuffer();
  }
}

async function measured(name: string, work: () => Promise<void>, ask: () => Promise<void>) {
  const since = performance.now();
  const took = await meanwhile(work(), ask);
  const whole = performance.now() - since;
  const [p95, most] = [percentile(took, 0.95), percentile(took, 1)];
  say(
    `${name}: ${whole.toFixed(0)} ms; beside it ${took.length} calls, p95 ${p95.toFixed(0)} ms, longest ${most.toFixed(0)} ms`,
  );
  return { whole, p95, most };
}

/** Appends events to the chain until it has as many as are to be verified. */
async function lengthen(owner: pg.Client): Promise<void> {
  const key = process.env.LEITSTAND_SECRET ?? '';
  const { rows } = await owner.query<{ seq: string; hash: string }>(
    'select seq, hash from audit_head',
  );
  let [seq, hash] = [Number(rows[0]?.seq), rows[0]?.hash ?? ''];
  const [document] = objectives(1);
  const content = {
    at: new Date(),
    actor: { kind: 'user', id: 'u-anna', name: 'Anna' },
    action: 'slo.changed',
    target: null,
    territory: 'DE',
    reason: null,
    before: document,
    after: document,
    requestId: null,
    ip: null,
  } as const;
  while (seq < EVENTS) {
    const events: AuditEvent[] = [];
    while (events.length < 1000) {
      const previousHash = hash;
      [seq, hash] = [seq + 1, linkHash(previousHash, content)];
      events.push({ ...content, seq, hash, previousHash });
    }
    const rowsOf = JSON.stringify(events.map(toRow));
    await owner.query(
      'insert into audit_events select * from jsonb_populate_recordset(null::audit_events, $1)',
      [rowsOf],
    );
  }
  await owner.query('update audit_head set seq = $1, hash = $2, seal = $3', [
    seq,
    hash,
    sealHead(seq, hash, key),
  ]);
}

async function benchWriters(database: TestDatabase, owner: pg.Client): Promise<Figure[]> {
  const scopes = ['catalog:apply', 'subject:write', 'slo:write', 'audit:verify'] as const;
  const many = await tokenOf(
    { database },
    [
      { role: 'editor', territories: ['DE'] },
      { role: 'auditor', territories: ['DE'] },
    ],
    scopes,
    ['DE'],
  );
  const one = await tokenOf(
    { database },
    [{ role: 'editor', territories: ['CH'] }],
    ['slo:write', 'slo:read'],
    ['CH'],
  );
  return withApi(async (origin) => {
    const writers = new Writers(origin, many, one);
    const save = () => writers.save();
    await save();
    const dry = await measured('dry run', () => writers.apply('?dryRun=true'), save);
    const first = await measured('apply', () => writers.apply(''), save);
    const again = await measured('apply again', () => writers.apply(''), save);
    await lengthen(owner);
    const verify = await measured(
      'verify',
      () => writers.verify(),
      () => writers.live(),
    );
    return [
      millis(`dry run of ${DOCUMENTS} new SLOs`, dry.whole, 10_000),
      millis('a save beside it, p95', dry.p95, 250),
      millis(`apply of ${DOCUMENTS} new SLOs`, first.whole, 10_000),
      millis('a save in another territory beside it, p95', first.p95, 250),
      millis('the longest of them', first.most, 1000),
      millis(`apply of ${DOCUMENTS} changed SLOs`, again.whole, 10_000),
      millis('a save in another territory beside it, p95 ', again.p95, 250),
      millis('the longest of them ', again.most, 1000),
      millis(`verification of ${EVENTS} events`, verify.whole, 5000),
      millis('GET /livez beside it, longest', verify.most, 100),
    ];
  });
}

async function bench(): Promise<void> {
  const database = await createTestDatabase();
  Object.assign(process.env, testEnvironment(database));
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await seedSlos(owner, 1);
    await owner.query(`insert into subjects (id, slug, name, kind, description, territory, labels, version, created_at, updated_at)
      values (gen_random_uuid(), 'swiss', 'Swiss', 'service', '', 'CH', '{}', 1, now(), now())`);
    printFigures(await benchWriters(database, owner));
  } finally {
    await owner.end();
    await database.drop();
  }
}

await withServers(bench);
