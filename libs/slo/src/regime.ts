import type { Regime } from './objective.js';

/**
 * Which regime holds at a tick. Regimes are tried from top to bottom: one holds when its signal is at or over `above`, or at or
 * over `release` while it already held at the previous tick; the last one, without a condition, holds otherwise. A signal that
 * is missing (null) never holds. The compiled rules decide the same way, so that replaying signals gives the recorded series.
 */
export function decideRegime(
  regimes: readonly Regime[],
  signals: Readonly<Record<string, number | null>>,
  previous: string | null,
): string | null {
  for (const { name, when } of regimes) {
    if (when === null) return name;
    const signal = signals[name] ?? null;
    if (signal !== null && (signal >= when.above || (signal >= when.release && previous === name)))
      return name;
  }
  return null;
}

/** Share of the given time per regime, in the order of first appearance; empty when no time is given. */
export function regimeShares(
  spans: readonly { regime: string; seconds: number }[],
): { name: string; share: number }[] {
  const seconds = new Map<string, number>();
  for (const span of spans)
    seconds.set(span.regime, (seconds.get(span.regime) ?? 0) + span.seconds);
  const total = [...seconds.values()].reduce((sum, value) => sum + value, 0);
  return total === 0 ? [] : [...seconds].map(([name, value]) => ({ name, share: value / total }));
}
