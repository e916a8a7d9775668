import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Troubles } from '../../platform/background/troubles.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { StatusBoard, type Seen } from '../../platform/health/status-board.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerRepository } from '../db/ledger.repository.js';
import { PublishingRepository } from '../db/publishing.repository.js';
import { RuleFilesRepository } from '../db/rule-files.repository.js';
import { lagSeen, type LedgerLag } from '../domain/ledger-lag.js';
import { isOfSlo, RULES_FOLDER, RULES_RELOAD } from '../domain/rule-files.js';
import { RULES_SET_ASIDE, setAsideOf } from '../domain/set-aside.js';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';

/** Where only the comparisons of every minute ask for a reload, it is said once a minute: two of them may be late. */
const RELOAD_STALE_SECONDS = 150;

const LATE_RULES_SECONDS = 90;

/** Reports to the status board how publishing and the ledger are doing, whenever it asks. */
@Injectable()
export class ReportSlosStatus implements OnModuleInit {
  private lag: LedgerLag | null = null;

  constructor(
    private readonly board: StatusBoard,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly publishing: PublishingRepository,
    private readonly files: RuleFilesRepository,
    private readonly troubles: Troubles,
    private readonly ledger: LedgerRepository,
    private readonly prometheus: PrometheusRules,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.board.register('rules', () => this.execute('rules'), 'postgres');
    this.board.register('ledger', () => this.execute('ledger'), 'postgres');
  }

  /** How one of the two is doing, seen now. */
  async execute(part: 'rules' | 'ledger'): Promise<Seen> {
    const scope = await this.scopes.open('status');
    return part === 'rules' ? this.rules(scope) : this.ledgerAge(scope);
  }

  private async rules(scope: Scope): Promise<Seen> {
    const [
      {
        all,
        failed,
        unstored,
        missing,
        pending,
        waitingSeconds,
        withheld,
        folder,
        reload,
        unloaded,
        aside,
      },
      configured,
    ] = await Promise.all([
      this.database.read(scope, async (tx) => ({
        ...(await this.publishing.summary(tx)),
        folder: await this.troubles.of(tx, RULES_FOLDER),
        reload: await this.troubles.of(tx, RULES_RELOAD, RELOAD_STALE_SECONDS),
        unloaded: await this.files.unloaded(tx),
        aside: await this.troubles.of(tx, RULES_SET_ASIDE),
      })),
      this.prometheus.isConfigured().catch(() => true), // one that is away is a component of its own
    ]);
    const none = await this.noneLoaded(all, missing, folder);
    if (none) return none;
    if (folder !== null)
      return {
        state: 'degraded',
        message: unwritable(folder),
        detail: { code: 'folder-unwritable', names: [folder] },
      };
    if (!configured)
      return {
        state: 'degraded',
        message: 'Prometheus refused its configuration or a rule file at its last reload',
        detail: { code: 'rules-not-loaded' },
      };
    if (reload !== null)
      return {
        state: 'degraded',
        message: 'Prometheus takes no request to reload its rules',
        detail: { code: reload === 'reload-not-enabled' ? reload : 'reload-refused' },
      };
    const elsewhere = this.prometheus.isReloadedElsewhere && unloaded.count > 0;
    const reloading = elsewhere ? awaited(unloaded, this.prometheus.reloadedWithinSeconds) : null;
    if (reloading?.state === 'degraded') return reloading; // it holds all rules up
    const waiting = reloading === null && waitingSeconds > LATE_RULES_SECONDS ? pending : 0;
    const own = lacking({ failed, unstored, missing, waiting, withheld });
    if (own?.state !== 'degraded' && aside !== null) return foreign(setAsideOf(aside));
    return own ?? reloading ?? { state: 'up', message: null };
  }

  /** That Prometheus has no rules of SLOs although it should; null where it has, or nothing speaks for it. */
  private async noneLoaded(
    all: number,
    missing: number,
    folder: string | null,
  ): Promise<Seen | null> {
    const isSuspected = missing > 0 || (folder !== null && all > 0);
    if (!isSuspected || !(await this.hasNone())) return null;
    const message = `Prometheus has none of the rules of ${all} SLOs`;
    return {
      state: 'down',
      message: folder === null ? message : `${message}, and ${unwritable(folder)}`,
      detail: {
        code: 'rules-missing',
        count: all,
        ...(folder === null ? {} : { names: [folder] }),
      },
    };
  }

  /** Whether Prometheus is known to evaluate none of our objectives; asked only in trouble, as it names all that it has. */
  private async hasNone(): Promise<boolean> {
    try {
      return ![...(await this.prometheus.groups()).keys()].some(isOfSlo);
    } catch {
      return false; // one that is away is a component of its own
    }
  }

  private async ledgerAge(scope: Scope): Promise<Seen> {
    const age = await this.database.read(scope, (tx) => this.ledger.ageSeconds(tx));
    this.lag = lagSeen(this.lag, age, this.clock.now().getTime());
    const { state } = this.lag;
    if (age === null || state === 'level') return { state: 'up', message: null };
    const catchesUp = state === 'catching-up';
    const seconds = Math.round(age);
    return {
      state: state === 'standing' ? 'down' : 'degraded',
      message: `${catchesUp ? 'catching up: ' : ''}newest minute is ${Math.round(age / 60)} min old`,
      detail: { code: catchesUp ? 'catching-up' : 'behind', seconds },
    };
  }
}

/**
 * What SLOs lack, the gravest first. Which ones, their pages say, and the page Now to whoever may read them: the status is for everybody.
 * Only what lies with the instance degrades it: an SLO that was refused, or that its territory has no room for, is its editors' affair.
 */
function lacking(
  counts: Readonly<Record<'failed' | 'unstored' | 'missing' | 'waiting' | 'withheld', number>>,
): Seen | null {
  const { failed, unstored, missing, waiting, withheld } = counts;
  const told = [
    [
      'degraded',
      missing,
      'rules-missing',
      `Prometheus has not loaded the rules of ${missing} SLOs`,
    ],
    [
      'degraded',
      unstored,
      'rules-failed',
      `Prometheus cannot store what rules of ${unstored} SLOs give`,
    ],
    ['degraded', waiting, 'rules-waiting', `${waiting} waiting for Prometheus`],
    ['up', failed, 'rules-failed', `rules of ${failed} SLOs failed`],
    [
      'up',
      withheld,
      'rules-withheld',
      `rules of ${withheld} SLOs wait for room in their territory`,
    ],
  ] as const;
  const gravest = told.find(([, count]) => count > 0);
  if (!gravest) return null;
  const [state, count, code, message] = gravest;
  return { state, message, detail: { code, count } };
}

/** @param code the system's: it names none where the folder is gone, and the worker may not make it again */
function unwritable(code: string): string {
  return code === 'ENOENT'
    ? 'the folder of the rules is gone, and the worker cannot make it again (ENOENT)'
    : `the worker cannot write the folder of the rules (${code})`;
}

/** Rules of others, which nobody else tells them of: their alerts do not fire. */
function foreign({ count, first }: { count: number; first: string }): Seen {
  const more = count > 1 ? ` and ${count - 1} more` : '';
  return {
    state: 'degraded',
    message: `rule files that Prometheus does not load were moved to rules-set-aside: ${first}${more}`,
    detail: { code: 'rules-set-aside', count, names: [first] },
  };
}

/** Nobody is late before the time is up; how long it has been is said from the first second. */
function awaited({ count, seconds }: { count: number; seconds: number }, within: number): Seen {
  return {
    state: seconds > within ? 'degraded' : 'up',
    message: `${count} written, waiting for ${Math.round(seconds)} s for something else to reload Prometheus`,
    detail: { code: 'reload-awaited', count, seconds: Math.round(seconds) },
  };
}
