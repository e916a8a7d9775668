import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Redis } from 'ioredis';
import { freePort } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';
import { killed } from '../../harness/worker-process.js';

/** A server that can be let die, hang and come back. */
export interface Mortal {
  readonly url: string;
  /** at once, without warning */
  kill(): Promise<void>;
  /** starts it again, at the same place */
  start(): Promise<void>;
  /** it stands still, its connections open */
  pause(): void;
  goOn(): void;
  close(): Promise<void>;
}

/** A Redis of a test's own, which keeps nothing over its end. */
export class MortalRedis implements Mortal {
  private child: ChildProcess | null = null;
  private readonly dir = mkdtempSync(join(tmpdir(), 'leitstand-chaos-redis-'));

  private constructor(private readonly port: number) {}

  static async begin(): Promise<MortalRedis> {
    const redis = new MortalRedis(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const program = process.env.LEITSTAND_TEST_REDIS_SERVER ?? '';
    const where = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.dir];
    const words = [...where, '--save', '', '--maxmemory-policy', 'noeviction'];
    this.child = spawn(program, words, { stdio: 'ignore' });
    await this.ask((redis) => redis.ping());
  }

  /** Whatever waits in it is gone. */
  flush(): Promise<unknown> {
    return this.ask((redis) => redis.flushall());
  }

  async kill(): Promise<void> {
    if (this.child) await killed(this.child);
  }

  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async ask<T>(what: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { retryStrategy: () => 50 });
    redis.on('error', () => undefined);
    try {
      return await what(redis);
    } finally {
      redis.disconnect();
    }
  }
}

interface Account {
  readonly wrap: (words: readonly string[], signal: string) => string[];
  readonly own: (path: string) => void;
}
interface Service {
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly before: () => Promise<void>;
  readonly ready: () => boolean;
}
type Words = Readonly<Record<'owner' | 'app', string>>;
type Urls = Readonly<Record<'maintenance', string>>;

const scripts = async <T>(file: string) =>
  (await import(pathToFileURL(resolve('scripts/lib', file)).href)) as T;
const WORDS: Words = { owner: 'of-the-owner', app: 'leitstand_app' };

/** A PostgreSQL of a test's own that keeps what it said it keeps, as one of users does. */
export class MortalPostgres implements Mortal {
  private child: ChildProcess | null = null;

  private constructor(
    /** of the superuser, as `LEITSTAND_TEST_POSTGRES_URL` */
    readonly url: string,
    private readonly dir: string,
    private readonly account: Account,
    private readonly service: Service,
  ) {}

  static async begin(): Promise<MortalPostgres> {
    const { initialise, postgresService, postgresUrls, ensureRoles } = await scripts<{
      initialise: (programs: object, cluster: object) => Promise<void>;
      postgresService: (programs: object, cluster: object) => Service;
      postgresUrls: (port: number, words: Words) => Urls;
      ensureRoles: (urls: Urls, words: Words) => Promise<void>;
    }>('postgres.mjs');
    const { requireBinaries } = await scripts<{
      requireBinaries: (
        paths: object,
        tools: string[],
      ) => Promise<{ postgres: Readonly<Record<string, string>> }>;
    }>('binaries.mjs');
    const { layout } = await scripts<{ layout: (dir: string) => object }>('paths.mjs');
    const { serverAccount } = await scripts<{
      serverAccount: (places: readonly (string | undefined)[]) => Promise<Account>;
    }>('account.mjs');
    const { postgres } = await requireBinaries(layout('.leitstand'), ['postgres']);
    const parent = mkdtempSync(join(tmpdir(), 'leitstand-chaos-postgres-'));
    const account = await serverAccount([tmpdir(), postgres['postgres']]);
    account.own(parent);
    const port = await freePort();
    const dir = join(parent, 'data');
    mkdirSync(parent, { recursive: true });
    const cluster = { dir, port, password: WORDS.owner, account };
    await initialise(postgres, cluster);
    const urls = postgresUrls(port, WORDS);
    const service = postgresService(postgres, cluster);
    const server = new MortalPostgres(urls.maintenance, dir, account, service);
    await server.start();
    await ensureRoles(urls, WORDS);
    return server;
  }

  async start(): Promise<void> {
    await this.service.before();
    const [program = '', ...words] = this.account.wrap(this.service.command, 'KILL');
    this.child = spawn(program, words, { env: this.service.env, cwd: '/', stdio: 'ignore' });
    await until('PostgreSQL is up', () => this.isUp(), 60_000);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    process.kill(this.pid, 'SIGQUIT'); // "immediate": sessions and all, as if the machine had lost its power
    await gone;
  }

  pause(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  goOn(): void {
    process.kill(this.pid, 'SIGCONT');
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(resolve(this.dir, '..'), { recursive: true, force: true });
  }

  private isUp(): boolean {
    try {
      return this.service.ready();
    } catch {
      return false; // it has written nothing yet
    }
  }

  private get pid(): number {
    return Number(readFileSync(join(this.dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }
}
