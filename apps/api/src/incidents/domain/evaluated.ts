import type { Labels } from './placement.js';
import { isSameAlert } from './same-alert.js';

/** An alert as a rule of Prometheus gives it. */
export interface FiringAlert {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** when its condition became true */
  readonly activeAt: Date;
}

/** A rule that alerts, as Prometheus tells of it. */
export interface EvaluatedRule {
  readonly name: string;
  /** when its group was last evaluated; null = never yet */
  readonly evaluatedAt: Date | null;
  /** of its group */
  readonly intervalMs: number;
  /** whether its last evaluation came to an end */
  readonly healthy: boolean;
  readonly firing: readonly FiringAlert[];
  /** their condition is true, for less than they wait for */
  readonly pending: readonly FiringAlert[];
}

/** Evaluations after a start count from here on: what is scraped has to come back first. */
export const WARM_UP = 2;

/** What a Prometheus says at one moment of the rules that it evaluates. */
export class Evaluated {
  readonly firing: readonly FiringAlert[];
  private readonly byName: ReadonlyMap<string, readonly EvaluatedRule[]>;
  private readonly active: ReadonlyMap<string, readonly FiringAlert[]>;

  /** @param at when it was asked; @param startedAt when the server began; null = it does not say */
  constructor(
    readonly at: Date,
    private readonly rules: readonly EvaluatedRule[],
    private readonly startedAt: Date | null,
  ) {
    this.firing = rules.flatMap((rule) => rule.firing);
    this.byName = Map.groupBy(rules, ({ name }) => name);
    this.active = Map.groupBy(
      rules.flatMap((rule) => [...rule.firing, ...rule.pending]),
      ({ name }) => name,
    );
  }

  /** What fires or is about to, and is the alert with these labels. */
  of(labels: Labels): FiringAlert[] {
    const named = this.active.get(labels['alertname'] ?? '') ?? [];
    return named.filter((one) => isSameAlert(one.labels, labels));
  }

  /** Whether there is a rule of this name. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** How often the rules of this name are evaluated, the slowest, in milliseconds; 0 where there is none. */
  intervalOf(name: string): number {
    return Math.max(0, ...(this.byName.get(name) ?? []).map(({ intervalMs }) => intervalMs));
  }

  /**
   * Up to when it is known whether an alert fires: when the rules of its name were last evaluated, the one longest ago; where there is none
   * any more, when anything was.
   * @returns null where that is not known: a rule fails, was not evaluated yet, or not twice since the server began
   */
  asOf(name: string): Date | null {
    const own = this.byName.get(name);
    if (!own) return newestOf(this.rules.map((rule) => this.known(rule)));
    const known = own.map((rule) => this.known(rule));
    return known.includes(null) ? null : oldestOf(known);
  }

  private known({ evaluatedAt, intervalMs, healthy }: EvaluatedRule): Date | null {
    if (!healthy || evaluatedAt === null) return null;
    const from = (this.startedAt?.getTime() ?? -Infinity) + WARM_UP * intervalMs;
    return evaluatedAt.getTime() >= from ? evaluatedAt : null;
  }
}

function newestOf(times: readonly (Date | null)[]): Date | null {
  return times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

function oldestOf(times: readonly (Date | null)[]): Date | null {
  return times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}
