/** What the fake Prometheus of the ledger's tests records, and what the ledger has to make of it. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Math.floor((Date.now() - 20 * HOUR) / HOUR) * HOUR;
export const SLOS = ['one', 'two'];
/** Minutes until each SLO begins: a ledger that is filled in several chunks, over a full hour. */
const BEGINS: Record<string, number> = { one: 0, two: 7 };
export const END = 75 * MINUTE;

/** Every tick has counts of its own, so that a minute twice, lost or swapped shows. */
export const counted = (at: number) => ({
  total: 1000 + ((at / 1000) % 997),
  bad: (at / 30_000) % 3,
});
export const begin = (slo: string) => START + (BEGINS[slo] ?? 0) * MINUTE;

export interface Row {
  minute: number;
  good: number;
  bad: number;
  covered: number;
}

/** What the ledger has to hold: every minute once, from the first to `to`; null where nobody measured. */
export function truth(
  slo: string,
  to = START + END,
  measured: (tick: number) => boolean = () => true,
): Row[] {
  const minutes = Array.from(
    { length: (to - begin(slo)) / MINUTE },
    (_, i) => begin(slo) + i * MINUTE,
  );
  return minutes.map((minute) => {
    const ticks = [minute + MINUTE / 2, minute + MINUTE].filter(measured).map(counted);
    const [total, bad] = [
      ticks.reduce((sum, tick) => sum + tick.total, 0),
      ticks.reduce((sum, tick) => sum + tick.bad, 0),
    ];
    return { minute, good: total - bad, bad, covered: ticks.length * 30 };
  });
}
