// What the tests need around them: a PostgreSQL and a Redis on free ports, and the paths of the other programs.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { serverAccount } from './account.mjs';
import { requireBinaries } from './binaries.mjs';
import { claim, releaseClaim } from './claim.mjs';
import { passwords } from './environment.mjs';
import { layout, makeDirectories } from './paths.mjs';
import { readRecords, stopRecords } from './pidfiles.mjs';
import { freePort } from './ports.mjs';
import { ensureRoles, initialise, postgresService, postgresUrls } from './postgres.mjs';
import { redisService } from './redis.mjs';
import { Supervisor } from './supervise.mjs';
import { TOOLS_TO_TEST } from './tools.mjs';
import { Watchdog } from './watch.mjs';

const DIR = '.leitstand-test';

/** The servers of one test run. */
export class TestServers {
  #run = randomUUID();

  /** @param {(line: string) => void} say */
  constructor(say) {
    this.say = say;
    this.bin = layout('.leitstand').bin; // shared with `npm start`: unpacked once
    this.paths = { ...layout(DIR), bin: this.bin };
  }

  /** Takes the directory of the tests, empty. @throws LauncherError when another test run lives there */
  async claim() {
    const { data, run } = this.paths;
    makeDirectories(this.paths);
    claim(run, { run: this.#run, url: 'a test run', data });
    this.claimed = true;
    await stopRecords(readRecords(run), run);
    for (const name of readdirSync(data))
      if (name !== 'run') rmSync(join(data, name), { recursive: true, force: true });
    makeDirectories(this.paths);
    this.watchdog = new Watchdog(run, this.#run);
  }

  /** Finds or unpacks every program the tests may want. */
  async findPrograms() {
    this.programs = await requireBinaries(this.paths, TOOLS_TO_TEST);
    return this.programs;
  }

  /** Starts PostgreSQL and Redis without durability. */
  async start() {
    const { paths } = this;
    const programs = this.programs ?? (await this.findPrograms());
    const account = await serverAccount([
      paths.data,
      programs.postgres.postgres,
      programs.redis['redis-server'],
    ]);
    const supervisor = new Supervisor({
      runDir: paths.run,
      logDir: paths.log,
      run: this.#run,
      say: this.say,
      watchdog: this.watchdog,
    });
    this.supervisor = supervisor;
    const [postgresPort, redisPort] = [await freePort(), await freePort()];
    const words = passwords(paths);
    const cluster = {
      dir: paths.postgres,
      port: postgresPort,
      password: words.owner,
      account,
      unsafe: true,
    };
    const urls = postgresUrls(postgresPort, words);
    mkdirSync(paths.redis, { recursive: true });
    const postgres = async () => {
      await initialise(programs.postgres, cluster);
      await supervisor.start(postgresService(programs.postgres, cluster));
      await ensureRoles(urls, words);
    };
    await Promise.all([
      postgres(),
      supervisor.start(
        redisService(programs.redis, {
          dir: paths.redis,
          port: redisPort,
          account,
          durable: false,
        }),
      ),
    ]);
    this.urls = {
      LEITSTAND_TEST_POSTGRES_URL: urls.maintenance,
      LEITSTAND_TEST_REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    };
  }

  /**
   * The environment of the tests: nothing of the user's own instance, all of ours.
   * @returns {NodeJS.ProcessEnv}
   */
  environment() {
    const { programs } = this;
    const own = Object.entries(process.env).filter(
      ([name]) => !name.startsWith('LEITSTAND_') || /^LEITSTAND_(TEST|E2E|BINARIES)/.test(name),
    );
    return {
      ...Object.fromEntries(own),
      LEITSTAND_BIN_DIR: this.bin,
      ...this.urls,
      ...(programs && {
        LEITSTAND_TEST_REDIS_SERVER: programs.redis['redis-server'],
        LEITSTAND_TEST_PROMETHEUS: programs.prometheus.prometheus,
        LEITSTAND_TEST_PROMTOOL: programs.prometheus.promtool,
        LEITSTAND_TEST_ALERTMANAGER: programs.alertmanager.alertmanager,
        LEITSTAND_TEST_AMTOOL: programs.alertmanager.amtool,
        LEITSTAND_TEST_PGBOUNCER: programs.pgbouncer.pgbouncer,
        LEITSTAND_TEST_ZSH: programs.zsh.zsh,
        LEITSTAND_TEST_FISH: programs.fish.fish,
        LEITSTAND_TEST_CHROMIUM: programs.chromium.chromium,
      }),
    };
  }

  async stop() {
    if (!this.claimed) return;
    await this.supervisor?.stop();
    releaseClaim(this.paths.run, this.#run);
    this.watchdog?.dismiss();
  }
}
