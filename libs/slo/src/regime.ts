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
