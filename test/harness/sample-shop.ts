import { eventually, pidOf, promql, settingOf } from './instance.js';

/** What the sample shop counted by itself, independent of OpenTelemetry and Prometheus. */
export interface Count {
  readonly total: number;
  readonly bad: number;
}

interface Totals {
  readonly requests: readonly { readonly requests: number; readonly serverErrors: number }[];
}

export async function countedByShop(): Promise<Count> {
  const { requests } = (await (
    await fetch(`${settingOf('LEITSTAND_SAMPLE_URL')}/control/totals`)
  ).json()) as Totals;
  const sum = (pick: (row: Totals['requests'][number]) => number) =>
    requests.reduce((all, row) => all + pick(row), 0);
  return { total: sum((row) => row.requests), bad: sum((row) => row.serverErrors) };
}

/** What the recording rules counted of live traffic, over the last day. */
export async function recorded(slo: string): Promise<Count> {
  const sum = async (series: string) => {
    const [sample] = await promql(
      `sum(sum_over_time(leitstand:slo_${series}:inc30s{slo="${slo}",origin=""}[1d]))`,
    );
    return Number(sample?.value[1] ?? 0);
  };
  return { total: await sum('total'), bad: await sum('bad') };
}

const OFFSET_AND_SCRAPE_SECONDS = 45;

/** Unix seconds since when the sample customers rest; they do from the start. Null while they shop. */
let restingSince: number | null = Number(process.env.LEITSTAND_E2E_RESTING_SINCE);

/** Stops the sample customers and waits until a tick has seen all that they did. */
export async function restTraffic(slo: string): Promise<void> {
  process.kill(pidOf('traffic'), 'SIGSTOP');
  restingSince ??= Date.now() / 1000;
  const stopped = restingSince;
  await eventually('a tick after the last request', 120, async () => {
    const [tick] = await promql(`timestamp(leitstand:slo_total:inc30s{slo="${slo}",origin=""})`);
    return Number(tick?.value[1] ?? 0) > stopped + OFFSET_AND_SCRAPE_SECONDS;
  });
}

export function resumeTraffic(): void {
  restingSince = null;
  process.kill(pidOf('traffic'), 'SIGCONT');
}
