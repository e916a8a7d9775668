import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import {
  PrometheusClient,
  ReloadRefused,
  type QueryCost,
} from '../../platform/prometheus/prometheus-client.js';
import type { LoadedGroup } from '../domain/rule-files.js';

/** Expressions that are asked about at once. */
const AT_ONCE = 8;
const LATE: unique symbol = Symbol('no answer in time');

/** Rules as Prometheus sees them. Every method throws `dependency-unavailable` when it does not answer. */
@Injectable()
export class PrometheusRules {
  /** Whether something else has it read its files again: then nobody is told to, and its rules tell when it did. */
  readonly isReloadedElsewhere: boolean;

  /** how long that may take */
  readonly reloadedWithinSeconds: number;

  constructor(
    private readonly prometheus: PrometheusClient,
    settings: Settings,
  ) {
    this.isReloadedElsewhere = settings.get('PROMETHEUS_RELOAD') === 'external';
    this.reloadedWithinSeconds = settings.get('PROMETHEUS_RELOAD_SECONDS');
  }

  /** Makes it read its rule files again. @returns its words when it refused, null when it loaded them @throws ReloadRefused */
  reload(): Promise<string | null> {
    return this.prometheus.reload();
  }

  /** The groups by name. */
  async groups(): Promise<ReadonlyMap<string, LoadedGroup>> {
    const groups = await this.prometheus.ruleGroups();
    return new Map(
      groups.map(({ lastEvaluation = '', ...group }) => {
        const at = Date.parse(lastEvaluation);
        return [group.name, { ...group, evaluatedAt: at > 0 ? new Date(at) : undefined }]; // year 1 = never
      }),
    );
  }

  /** Its version, to be compared with that of a promtool. */
  version(): Promise<string> {
    return this.prometheus.version();
  }

  /** Whether its last reload took everything that it was given. */
  async isConfigured(): Promise<boolean> {
    return (await this.prometheus.lastLoad()).isSound;
  }

  /** A mark of what it has loaded, another one once it read its files again or was started anew; '' where it does not tell or answer. */
  async loadMark(): Promise<string> {
    try {
      return (await this.prometheus.lastLoad()).mark;
    } catch (error) {
      if (error instanceof DomainError) return '';
      throw error;
    }
  }

  /** Evaluates an expression once. @param withinMs after which it gives up @returns undefined where it does not tell what that took */
  cost(expression: string, withinMs: number): Promise<QueryCost | undefined> {
    return this.prometheus.cost(expression, withinMs);
  }

  /**
   * Has it parse expressions, which runs nothing.
   * @param withinMs what is not answered until then is left out
   * @returns its words about each that it refuses, null for each that it takes
   * @throws DomainError `dependency-unavailable` also when it is too old (2.39) to parse without running
   */
  async parse(
    expressions: readonly string[],
    withinMs: number,
  ): Promise<ReadonlyMap<string, string | null>> {
    const end = performance.now() + withinMs;
    const verdicts = new Map<string, string | null>();
    const open = [...new Set(expressions)].values(); // shared by all who ask
    const ask = async () => {
      for (const expression of open) {
        const left = end - performance.now();
        if (left <= 0) return;
        const words = await this.prometheus
          .parse(expression, Math.ceil(left))
          .catch((error: unknown): typeof LATE => {
            if (verdicts.size > 0 && performance.now() >= end) return LATE; // the others were answered
            throw error;
          });
        if (words === LATE) return;
        if (words === undefined) throw tooOld();
        verdicts.set(expression, words);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return verdicts;
  }
}

/** Why no request to reload is taken, whatever the rules are; null for every other failure. */
export function reloadTrouble(error: unknown): string | null {
  return error instanceof ReloadRefused ? error.trouble : null;
}

function tooOld(): DomainError {
  return new DomainError(
    'dependency-unavailable',
    'Prometheus cannot be asked to parse expressions: it is older than 2.40.',
  );
}
