import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const TICK_MS = 30_000;
const LOOK_BACK_MS = 300_000;

/** Ways not to answer: an error, nothing at all, something else, half of an answer, a closed connection, an answer of another form. */
export type Fault = '503' | 'hang' | 'garbage' | 'half' | 'reset' | 'other';

/** A rule that alerts, in a group of its own. */
export interface FakeRule {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** unix milliseconds since when it fires; none: it does not */
  readonly activeAt?: number;
  /** unix milliseconds; default: just now */
  readonly evaluatedAt?: number;
}

const iso = (at: number) => new Date(at).toISOString();
const success = (data: object) => JSON.stringify({ status: 'success', data });

/** One recorded tick; null = the rule was not written. */
interface Tick {
  total: number | null;
  bad: number | null;
}

/**
 * A Prometheus over HTTP whose clock and whose every sample are the test's: it answers the queries that the ledger asks, and
 * fails where it is told to.
 */
export class FakePrometheus {
  /** unix milliseconds */
  now = 0;
  requests = 0;
  /** asked before each answer with the number of the request, beginning with 1 */
  fault: (request: number) => Fault | null | Promise<null> = () => null;
  /** what its rules that alert find; null = nobody answers */
  alerting: FakeRule[] | null = [];
  /** unix milliseconds */
  startedAt = 0;
  /** what Alertmanager lists, which answers at the same address; null = nobody answers */
  listed: object[] | null = [];
  /** by slug, from when to when (unix milliseconds) the rules of an SLO were evaluated; `to` none: they still are */
  readonly rulesOf = new Map<string, { readonly from: number; readonly to?: number }>();
  private readonly ticks = new Map<string, Map<number, Tick>>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  /** @returns its address */
  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Writes the ticks of (from, to], as rules would. */
  record(slo: string, from: number, to: number, tick: (at: number) => Tick | null): void {
    const ticks = this.ticks.get(slo) ?? new Map<number, Tick>();
    this.ticks.set(slo, ticks);
    for (let at = from + TICK_MS; at <= to; at += TICK_MS) {
      const one = tick(at);
      if (one) ticks.set(at, one);
    }
  }

  /** Loses everything up to an instant: retention, or another server in its place. */
  forget(until = Infinity): void {
    for (const ticks of this.ticks.values())
      for (const at of ticks.keys()) if (at <= until) ticks.delete(at);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.answerAlerting(request, response)) return;
    if (!request.url?.startsWith('/api/v1/query')) return void response.writeHead(404).end(); // rules and health are not its trade
    const form = new URLSearchParams(await text(request).catch(() => ''));
    // Whoever saves an objective asks whether its series exist; none do, and the ledger's requests alone are counted.
    if (form.get('query')?.startsWith('count('))
      return void response.end('{"status":"success","data":{"result":[]}}');
    if (form.get('query') === 'vector(1)')
      return void response.end('{"status":"success","data":{"result":[]}}'); // whether it lets us in
    const infos = /^leitstand:slo_info\{slo=~"([^"]*)"\}\[20m\]$/.exec(
      form.get('query') ?? '',
    )?.[1];
    if (infos !== undefined)
      return void response.end(
        success({ result: infos.split('|').flatMap((slo) => this.infos(slo)) }),
      );
    this.requests += 1;
    const fault = await this.fault(this.requests);
    const body = JSON.stringify({ status: 'success', data: { result: this.answer(form) } });
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (fault === '503') return void response.writeHead(503).end('Service Unavailable');
    if (fault === 'garbage') return void response.end('<html>an error page with status 200</html>');
    if (fault === 'other')
      return void response.end('{"status":"success","data":{"result":[{"metric":{}}]}}');
    if (fault === null)
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.slice(0, body.length / 2), () => request.socket.destroy());
  }

  private answerAlerting({ url = '', socket }: IncomingMessage, response: ServerResponse): boolean {
    const isListed = url.startsWith('/api/v2/alerts');
    if (!isListed && !/^\/api\/v1\/(?:rules|status\/runtimeinfo)/.test(url)) return false;
    if ((isListed ? this.listed : this.alerting) === null) socket.destroy();
    else if (isListed) response.end(JSON.stringify(this.listed));
    else if (url.includes('runtimeinfo')) response.end(success({ startTime: iso(this.startedAt) }));
    else response.end(success({ groups: (this.alerting ?? []).map((rule) => this.groupOf(rule)) }));
    return true;
  }

  private groupOf({ name, labels, activeAt, evaluatedAt = this.now }: FakeRule): object {
    const alert = { labels: { alertname: name, ...labels }, annotations: {}, state: 'firing' };
    const alerts = activeAt === undefined ? [] : [{ ...alert, activeAt: iso(activeAt) }];
    const lastEvaluation = iso(evaluatedAt);
    return { interval: 30, rules: [{ name, health: 'ok', lastEvaluation, alerts }] };
  }

  private answer(form: URLSearchParams): object[] {
    const query = form.get('query') ?? '';
    if (query === 'vector(time())')
      return [{ metric: {}, value: [this.now / 1000, String(this.now / 1000)] }];
    if (query.includes('timestamp('))
      return [...this.ticks].flatMap(([slo, ticks]) => this.newest(slo, ticks));
    const range =
      /^(?:sum|count) by \([^)]+\) \((\w+)\(leitstand:(\w+):?\w*\{slo=~"([^"]*)"\}\[(\d+)(ms|h)\]\)\)$/.exec(
        query,
      );
    if (!range) {
      if (query.startsWith('ALERTS')) return [];
      return this.sums(query, Number(form.get('time')) * 1000);
    }
    const [, over = '', series = '', slos = '', length, unit] = range;
    const windowMs = Number(length) * (unit === 'h' ? 3_600_000 : 1);
    return slos.split('|').flatMap((slo) => this.series(slo, { over, series, windowMs }, form));
  }

  private infos(slo: string): object[] {
    const { from = Infinity, to = this.now } = this.rulesOf.get(slo) ?? {};
    const values: [number, string][] = [];
    for (let at = Math.max(from, this.now - 1_200_000); at <= Math.min(to, this.now); at += TICK_MS)
      values.push([at / 1000, '1']);
    return values.length > 0 ? [{ metric: { slo }, values }] : [];
  }

  private newest(slo: string, ticks: ReadonlyMap<number, Tick>): object[] {
    const at = Math.max(
      ...[...ticks.keys()].filter((tick) => tick <= this.now && tick > this.now - LOOK_BACK_MS),
    );
    return Number.isFinite(at)
      ? [{ metric: { slo }, value: [this.now / 1000, String(at / 1000)] }]
      : [];
  }

  /** Sums of all SLOs over a window that ends at an instant (unix milliseconds). */
  private sums(query: string, at: number): object[] {
    const [, series, windowMs] =
      /^sum by \(slo\) \(sum_over_time\(leitstand:(\w+):?\w*\[(\d+)ms\]\)\)$/.exec(query) ?? [];
    if (!series) throw new Error(`no answer to ${query}`);
    return [...this.ticks.keys()].flatMap((slo) => {
      const numbers = this.within(slo, series, at - Number(windowMs), at);
      const sum = numbers.reduce((a, b) => a + b, 0);
      return numbers.length > 0 ? [{ metric: { slo }, value: [at / 1000, String(sum)] }] : [];
    });
  }

  private series(
    slo: string,
    { over, series, windowMs }: { over: string; series: string; windowMs: number },
    form: URLSearchParams,
  ): object[] {
    const [start = 0, end = 0, step = 60] = ['start', 'end', 'step'].map((name) =>
      Number(form.get(name)),
    );
    const values: [number, string][] = [];
    for (let at = start; at <= end; at += step) {
      const numbers = this.within(slo, series, at * 1000 - windowMs, at * 1000);
      const sum = over === 'count_over_time' ? numbers.length : numbers.reduce((a, b) => a + b, 0);
      if (numbers.length > 0) values.push([at, String(sum)]);
    }
    return values.length > 0 ? [{ metric: { slo }, values }] : [];
  }

  private within(slo: string, series: string, from: number, to: number): number[] {
    const numbers: number[] = [];
    for (
      let at = Math.floor(from / TICK_MS) * TICK_MS;
      at <= Math.min(to, this.now);
      at += TICK_MS
    ) {
      const tick = at >= from ? this.ticks.get(slo)?.get(at) : undefined;
      const value = series === 'slo_total' ? tick?.total : series === 'slo_bad' ? tick?.bad : null;
      if (typeof value === 'number') numbers.push(value);
    }
    return numbers;
  }
}
