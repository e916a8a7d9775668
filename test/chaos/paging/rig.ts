import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { mailOf, seedPaging } from '../../bench/paging-seed.js';
import { tokenOf, type TestActor } from '../../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { freePort } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';
import { killed, WorkerProcesses } from '../../harness/worker-process.js';
import { counted, type Counted } from './count.js';
import { Sender, webhook, type Told } from './deliveries.js';
import { MortalRedis } from './servers.js';
import { Sink } from './sink.js';

const CLOCK = ['./test/harness/shifted-clock.mjs'];
/** Workers that can be let die at a step. */
const MORTAL = [...CLOCK, './test/chaos/paging/mortal.ts'];
/** As long as somebody waits for pages that are to come in the end. */
const PATIENCE_MS = 120_000;
const RESTART_MS = 1000;

export interface RigOptions {
  /** how many worker processes */
  readonly workers: number;
  /** how many incidents there may be in all */
  readonly services: number;
  /** where the way to PostgreSQL leads, as the application sees it; default: straight there */
  readonly way?: (url: string) => Promise<string>;
  /** whether workers can be let die at a step */
  readonly mortal?: boolean;
}

/** How a worker is. */
interface WorkerState {
  /** by how much its clock is off, in milliseconds */
  readonly clock?: number;
  /** whether it pages nobody until it is woken */
  readonly isAsleep?: boolean;
}

/** What is sent while something goes wrong. */
export interface Load {
  readonly name: string;
  /** incidents per second */
  readonly rate: number;
  readonly seconds: number;
  /** how each is told; default: once, firing */
  readonly tell?: (told: Told, sender: Sender) => Promise<void>;
}

/** The program as it runs for users, an API and workers on servers that may die, and what it tells people. */
export class Rig {
  readonly sink = new Sink();
  private readonly slots: (ChildProcess | null)[];
  private readonly workers: WorkerProcesses;
  private readonly apis = new WorkerProcesses('apps/api/src/main.ts', CLOCK);
  private settings: Record<string, string> = {};
  private api: ChildProcess | null = null;
  private isClosing = false;
  private fresh = 0;
  private token = '';
  private editor: TestActor | null = null;

  private constructor(
    readonly database: TestDatabase,
    /** what the application is given in place of its database's own address */
    private readonly seen: TestDatabase,
    readonly redis: MortalRedis,
    private readonly options: RigOptions,
  ) {
    this.slots = Array.from({ length: options.workers }, () => null);
    this.workers = new WorkerProcesses(undefined, options.mortal ? MORTAL : CLOCK);
  }

  /** Everything up, and a first page seen. */
  static async begin(options: RigOptions): Promise<Rig> {
    const database = await createTestDatabase();
    const way = options.way ?? ((url: string) => Promise.resolve(url));
    const seen = { ...database, appUrl: await way(database.appUrl) };
    const rig = new Rig(database, seen, await MortalRedis.begin(), options);
    rig.settings = {
      LEITSTAND_SMTP_URL: await rig.sink.open(),
      LEITSTAND_REDIS_URL: rig.redis.url,
      LEITSTAND_PUBLIC_URL: 'https://leitstand.example',
      LEITSTAND_SAMPLE: 'off',
      LEITSTAND_PORT: String(await freePort()),
    };
    await rig.bringUp().catch(async (error: unknown) => {
      await rig.close();
      throw error;
    });
    return rig;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.settings.LEITSTAND_PORT}`;
  }

  /** Where alerts go, and what is to be shown there. */
  get intake(): { readonly origin: string; readonly token: string } {
    return { origin: `${this.origin}/api/v1/integrations/alertmanager`, token: this.token };
  }

  get sender(): Sender {
    return new Sender(this.origin, this.token);
  }

  /** @param clock by how much its clock is off, in milliseconds */
  async startApi(clock = 0): Promise<void> {
    const api = await this.apis.start(this.seen, { ...this.settings, ...shifted(clock) });
    this.api = api;
    this.supervise(api, 'the API', () => this.startApi(clock));
  }

  async killApi(): Promise<void> {
    if (this.api) await killed(this.api);
  }

  /** Starts a worker in place of one that is gone. */
  async startWorker(slot: number, state: WorkerState = {}): Promise<void> {
    const { clock = 0, isAsleep } = state;
    const worker = await this.workers.start(this.seen, {
      ...this.settings,
      ...shifted(clock),
      ...(isAsleep ? { LEITSTAND_TEST_ASLEEP: '1' } : {}),
    });
    this.slots[slot] = worker;
    this.supervise(worker, `worker ${slot}`, () => this.startWorker(slot, state));
  }

  /** The process of one that was started. */
  worker(slot: number): ChildProcess {
    const worker = this.slots[slot];
    if (!worker) throw new Error(`there is no worker ${slot}`);
    return worker;
  }

  async killWorker(slot: number): Promise<void> {
    const worker = this.slots[slot];
    if (worker) await killed(worker);
  }

  /** It stands still, or goes on. */
  signalWorker(slot: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.slots[slot]?.kill(signal);
  }

  /** Waits until the API answers. */
  async answers(): Promise<boolean> {
    const answer = await fetch(`${this.origin}/livez`).catch(() => null);
    return answer?.ok ?? false;
  }

  isTold(mark: string): boolean {
    return this.sink.has(mark);
  }

  /** Waits until nothing is being sent, or to be sent soon. */
  quiet(): Promise<unknown> {
    return this.asOwner((owner) =>
      until('nothing is on its way', () => isQuiet(owner), PATIENCE_MS),
    );
  }

  /** Waits until somebody has a page about this. */
  async told(mark: string): Promise<void> {
    await until(`a page about ${mark}`, () => this.sink.has(mark), PATIENCE_MS);
  }

  /** Somebody who is paged takes an incident on. @param mark of the incident */
  async acknowledge(mark: string): Promise<void> {
    const editor = await this.person();
    const id = await this.asOwner(async (owner) => {
      const found = await owner.query<{ id: string }>(
        `select id from incidents where split_part(title, ' ', 1) = $1`,
        [mark],
      );
      return found.rows[0]?.id;
    });
    const answer = await fetch(`${this.origin}/api/v1/incidents/${id}/acknowledgement`, {
      method: 'POST',
      headers: editor.headers,
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  /** Incidents that nobody knows of yet, each of a service of its own. */
  next(name: string, count: number): Told[] {
    const startsAt = new Date();
    return Array.from({ length: count }, (_, i) => ({
      mark: `chaos-${name}-${String(i).padStart(4, '0')}`,
      service: this.fresh++,
      startsAt,
      endsAt: null,
    }));
  }

  /**
   * Sends a load while something goes wrong, waits until everything that is to be told is told or nobody waits any more, and counts.
   * @param disturb resolves when everything is well again
   */
  async run(load: Load, disturb: () => Promise<void>): Promise<Counted & { settled: number }> {
    const { name, rate, seconds, tell = tellOnce } = load;
    const before = this.sink.count;
    const all = this.next(name, Math.round(rate * seconds));
    const marks = all.map(({ mark }) => mark);
    const sender = this.sender;
    const began = performance.now();
    const sending: Promise<void>[] = [];
    const loading = async () => {
      for (const [i, told] of all.entries()) {
        const early = began + (i * 1000) / rate - performance.now();
        if (early > 1) await pause(early);
        sending.push(tell({ ...told, startsAt: new Date() }, sender));
      }
      await Promise.all(sending);
    };
    const well = disturb().then(() => performance.now());
    await loading();
    const since = Math.max(await well, began + seconds * 1000);
    const missing = () => marks.filter((mark) => !this.sink.has(mark));
    await until('everything is told', () => missing().length === 0, PATIENCE_MS).catch(
      () => undefined, // what is missing is counted below
    );
    const settled = Math.max(0, performance.now() - since) / 1000;
    return this.asOwner(async (owner) => {
      await until('nothing is on its way', () => isQuiet(owner), PATIENCE_MS).catch(
        () => undefined,
      );
      return { ...(await counted(owner, marks, await this.sink.kept(before))), settled };
    });
  }

  async asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
    const owner = new pg.Client({ connectionString: this.database.ownerUrl });
    owner.on('error', () => undefined); // PostgreSQL may be let die
    await owner.connect();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all([this.workers.close(), this.apis.close()]);
    await this.redis.close();
    await this.sink.close();
    await this.database.drop();
  }

  /** What ends by itself, as where PostgreSQL does not let it in at its start, is started again, as whoever runs it has it done. */
  private supervise(child: ChildProcess, name: string, again: () => Promise<void>): void {
    child.once('exit', (code, signal) => {
      if (signal !== null || this.isClosing) return;
      process.stderr.write(`  ${name} ended by itself with code ${code}\n`);
      setTimeout(() => !this.isClosing && void again(), RESTART_MS);
    });
  }

  private async bringUp(): Promise<void> {
    await this.asOwner(async (owner) => {
      this.token = await seedPaging(owner, this.options.services);
    });
    await this.startApi();
    await until('the API answers', () => this.answers(), 120_000);
    await this.makePolicy();
    for (const slot of this.slots.keys()) await this.startWorker(slot);
    await this.run({ name: 'first', rate: 4, seconds: 1 }, () => Promise.resolve());
  }

  private async person(): Promise<TestActor> {
    this.editor ??= await tokenOf(
      { database: this.database },
      [
        { role: 'editor', territories: ['DE'] },
        { role: 'responder', territories: ['DE'] },
      ],
      ['policy:write', 'incident:respond', 'incident:read'],
      ['DE'],
    );
    return this.editor;
  }

  /** Everybody is told of everything by one step, and by nothing else for a day. */
  private async makePolicy(): Promise<void> {
    const { headers } = await this.person();
    const response = await fetch(`${this.origin}/api/v1/escalation-policies/everything`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Everything',
        territory: 'DE',
        serves: { default: true },
        steps: [{ delay: '24h', targets: [{ user: mailOf(0) }] }],
        repeat: 0,
        fallback: { user: mailOf(1) },
      }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}

const shifted = (clock: number) => ({ LEITSTAND_TEST_CLOCK_MS: String(clock) });

function tellOnce(told: Told, sender: Sender): Promise<void> {
  return sender.send(webhook([told]));
}

/** Whether no page is being sent, or to be sent within the next seconds. */
async function isQuiet(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from notifications where ended_at is null and (state = 'leased' or next_at < leitstand_now() + interval '90 seconds') limit 1`,
  );
  return rowCount === 0;
}
