/**
 * Shares (0..1) of one whole as whole percents that add up to 100 when the shares add up to 1: the largest remainders are
 * rounded up (Hamilton's method).
 */
export function wholeShares(shares: readonly number[]): number[] {
  const exact = shares.map((share) => Number((share * 100).toPrecision(12)));
  const whole = exact.map(Math.floor);
  const missing =
    Math.round(exact.reduce((sum, value) => sum + value, 0)) -
    whole.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing)))
    whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}
