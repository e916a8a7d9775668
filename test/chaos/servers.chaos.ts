import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Alertmanagers } from './paging/alertmanagers.js';
import { webhook } from './paging/deliveries.js';
import { judged } from './paging/judge.js';
import { Rig } from './paging/rig.js';
import { SCENARIOS, type Scenario } from './paging/scenarios.js';
import { MortalPostgres } from './paging/servers.js';
import { wantedOf } from './paging/wanted.js';

/** For a look: seconds of each, and only those whose name contains a word. */
const SECONDS = Number(process.env.LEITSTAND_TEST_CHAOS_SECONDS ?? 30);
const ONLY = process.env.LEITSTAND_TEST_CHAOS ?? '';
const RESTARTED = [{ name: 'postgres-restarted' }];
const TWO_ALERTMANAGERS = [{ name: 'two-alertmanagers' }];
const ACKNOWLEDGED = [{ name: 'acknowledged-meanwhile' }];
const wanted = wantedOf(ONLY, [SCENARIOS, RESTARTED, TWO_ALERTMANAGERS, ACKNOWLEDGED]);
const RATE = 5;
const LOAD = { rate: RATE, seconds: SECONDS };
/** Of PostgreSQL, which begins anew this often. */
const RESTARTS = 2;

// The program as it runs for users, on servers of its own, while people are to be paged about five incidents a second.
describe('paging, whatever dies', () => {
  let postgres: MortalPostgres | undefined;
  let rig: Rig;

  beforeAll(async () => {
    postgres = await MortalPostgres.begin();
    process.env.LEITSTAND_TEST_POSTGRES_URL = postgres.url;
    const services = (SCENARIOS.length + 4) * RATE * SECONDS + 100;
    rig = await Rig.begin({ workers: 3, services });
  }, 300_000);
  afterAll(async () => {
    await (rig as Rig | undefined)?.close();
    await postgres?.close();
  }, 60_000);

  /** Those that are wanted; where none of them is, they are skipped. */
  const each = <S extends Pick<Scenario, 'name'>>(all: readonly S[]) => {
    const some = wanted(all);
    return some.length > 0 ? it.each(some) : it.skip.each(all);
  };

  each(SCENARIOS)(
    '$name: everybody is told of everything, and of nothing twice without a record',
    async (scenario) => {
      expect((await judged(rig, scenario, LOAD)).expected).toBe(RATE * SECONDS);
    },
    600_000,
  );

  each(RESTARTED)(
    '$name: what was taken is kept, and told',
    async ({ name }) => {
      const scenario: Scenario = {
        name,
        recovery: 'again',
        within: 15,
        mayDouble: true,
        disturb: async () => {
          for (let i = 0; i < RESTARTS; i += 1) {
            await pause((SECONDS * 1000) / (RESTARTS + 1));
            await postgres?.kill();
            await postgres?.start();
          }
        },
      };
      await judged(rig, scenario, LOAD);
    },
    600_000,
  );

  each(TWO_ALERTMANAGERS)(
    '$name: both tell, one dies, and there is one page about each',
    async ({ name }) => {
      const { origin, token } = rig.intake;
      const peers = await Alertmanagers.begin(2, origin, token);
      const scenario: Scenario = {
        name,
        recovery: 'settled',
        within: 60, // the second waits for 15 s for the first to tell, and repeats after 30 s
        mayDouble: false,
        tell: (told) => peers.tell(told),
        disturb: async () => {
          await pause((SECONDS * 1000) / 2);
          await peers.kill(0);
        },
      };
      try {
        await judged(rig, scenario, LOAD);
      } finally {
        await peers.close();
      }
    },
    600_000,
  );

  each(ACKNOWLEDGED)(
    '$name: no page begins once somebody has it, whoever dies',
    async ({ name }) => {
      const killing: Scenario = {
        name,
        recovery: 'again',
        within: 15,
        mayDouble: true,
        disturb: async () => {
          rig.sink.delay = 500;
          for (let i = 0; i < SECONDS / 5; i += 1) {
            await pause(4000);
            await rig.killWorker(i % 2);
            await rig.startWorker(i % 2);
          }
          rig.sink.delay = 0;
        },
        tell: async (told, sender) => {
          await sender.send(webhook([told]));
          await rig.told(told.mark);
          await rig.acknowledge(told.mark);
        },
      };
      await judged(rig, killing, LOAD);
    },
    600_000,
  );
});
