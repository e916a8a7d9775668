type Sample = [number, string];

interface Answer {
  status: string;
  error?: string;
  data: {
    result: { value?: Sample; values?: Sample[] }[];
    stats?: { samples: { totalQueryableSamples: number } };
  };
}

/** Prometheus gives at most this many points of a series in one answer. */
const MAX_POINTS = 10_000;

/** Asks one Prometheus. */
export class Queries {
  constructor(private readonly url: string) {}

  private async ask(path: string, parameters: Record<string, string>): Promise<Answer['data']> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const body = (await answer.json()) as Answer;
    if (body.status !== 'success') throw new Error(`${parameters['query']}: ${body.error}`);
    return body.data;
  }

  /** What a recording rule without labels would have recorded from `from` (excluded) to `to` (included), unix seconds. */
  async recorded(expr: string, from: number, to: number, step: number): Promise<number[]> {
    const values: number[] = [];
    for (let start = from + step; start <= to; start += MAX_POINTS * step) {
      const end = Math.min(start + (MAX_POINTS - 1) * step, to);
      const { result } = await this.ask('query_range', {
        query: expr,
        start: String(start),
        end: String(end),
        step: String(step),
      });
      if (result.length > 1) throw new Error(`${expr}: ${result.length} series instead of one`);
      for (const [, value] of result[0]?.values ?? []) values.push(Number(value));
    }
    return values;
  }

  /** One number; NaN when there is none. */
  async number(expr: string, at: number): Promise<number> {
    const { result } = await this.ask('query', { query: expr, time: String(at) });
    return Number(result[0]?.value?.[1] ?? NaN);
  }

  /** Samples that one evaluation touches. */
  async touched(expr: string, at: number): Promise<number> {
    const { stats } = await this.ask('query', { query: expr, time: String(at), stats: 'all' });
    return stats?.samples.totalQueryableSamples ?? 0;
  }
}
