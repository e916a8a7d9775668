import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';
import { Settings } from '../config/settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { alertingGroup, runtime, type AlertingGroup } from './alerting-groups.js';
import { lastLoad, type LastLoad } from './last-load.js';
import { MonitoringServer, type ServerAnswer } from './monitoring-server.js';
import { seriesIn, understood, vector, type Series } from './query-answers.js';
import { scrapeTargets, type ScrapeTarget } from './scrape-targets.js';

/** For a whole answer, connecting included. */
const TIMEOUT_MS = 10_000;
const READY_TIMEOUT_MS = 1000;
const VERSION_TIMEOUT_MS = 3000;
/** A server with many rules and series takes long, and has refused nothing until then. */
const RELOAD_TIMEOUT_MS = 60_000;

const envelope = z.object({
  status: z.string(),
  data: z.unknown().optional(),
  error: z.string().optional(),
  errorType: z.string().optional(),
});

const flags = z.object({ data: z.object({ 'web.enable-lifecycle': z.enum(['true', 'false']) }) });

/** One labelled value of an instant query; `at` in unix seconds. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number;
  readonly value: number;
}

/** Why a server is not told to read its rules again. */
export type ReloadTrouble = 'reload-not-enabled' | 'reload-refused';

const ELSE =
  'or set LEITSTAND_PROMETHEUS_RELOAD=external where something else (an operator, a sidecar) reloads it';

/** No request to reload is taken, whatever the rules are. Its sentence says what to do. */
export class ReloadRefused extends DomainError {
  constructor(
    readonly trouble: ReloadTrouble,
    status = 403,
  ) {
    super(
      'dependency-unavailable',
      trouble === 'reload-not-enabled'
        ? `Prometheus says "Lifecycle API is not enabled": start it with --web.enable-lifecycle, ${ELSE}.`
        : `Prometheus, or what stands before it, answers POST /-/reload with ${status}: allow it, ${ELSE}.`,
    );
  }
}

/** What one evaluation of an expression takes of the server. */
export interface QueryCost {
  /** samples that it reads */
  readonly samples: number;
  /** most samples that it holds in memory */
  readonly peak: number;
  /** time of its evaluation alone, without waiting for its turn; null = not told */
  readonly seconds: number | null;
  /** the server's words where it gave up; the numbers say nothing then */
  readonly tooMuch: string | null;
  /** the server's words where it cannot evaluate it over the series there are; the numbers say nothing then */
  readonly refusal: string | null;
}

const NOTHING_KNOWN = { samples: 0, peak: 0, seconds: null };

const queryStats = z.object({
  stats: z
    .object({
      samples: z.object({ totalQueryableSamples: z.number(), peakSamples: z.number() }),
      timings: z.object({ evalTotalTime: z.number() }).optional(),
    })
    .optional(),
});
/** Not when it waited for its turn only. */
const TOO_MUCH = /too many samples|timed out in (?:expression evaluation|query execution)/;

/** The Prometheus HTTP API, version 1. Every method throws `dependency-unavailable` when the server does not answer. */
@Injectable()
export class PrometheusClient implements OnApplicationShutdown {
  private readonly server: MonitoringServer;

  constructor(settings: Settings) {
    this.server = new MonitoringServer('Prometheus', 'PROMETHEUS', settings);
  }

  /** @param at unix seconds; default now; @param timeoutMs for the whole answer */
  async query(expression: string, at?: number, timeoutMs = TIMEOUT_MS): Promise<Sample[]> {
    const form = { query: expression, ...(at === undefined ? {} : { time: String(at) }) };
    const data = await this.call('/api/v1/query', form, timeoutMs);
    const { result } = understood(z.object({ result: vector }), data);
    return result.map(({ metric, value }) => ({
      labels: metric,
      at: value[0],
      value: Number(value[1]),
    }));
  }

  /** The samples of a range vector, as they were written. @param timeoutMs for the whole answer */
  async samples(rangeVector: string, timeoutMs = TIMEOUT_MS): Promise<Series[]> {
    const data = await this.call('/api/v1/query', { query: rangeVector }, timeoutMs);
    return seriesIn(data);
  }

  /** @param from @param to unix seconds, both inclusive; @param step seconds (at most 11,000 points a series); @param timeoutMs for the whole answer */
  async queryRange(
    expression: string,
    from: number,
    to: number,
    step: number,
    timeoutMs = TIMEOUT_MS,
  ): Promise<Series[]> {
    const form = { query: expression, start: String(from), end: String(to), step: String(step) };
    return seriesIn(await this.call('/api/v1/query_range', form, timeoutMs));
  }

  /**
   * The names of labels, or the values of one.
   * @param label null for the names; `__name__` for the metrics there are
   * @param match a selector whose series alone count; @param since unix seconds
   * @param timeoutMs for the whole answer
   */
  async labels(
    label: string | null,
    { match, since }: { readonly match?: string; readonly since: number },
    timeoutMs = TIMEOUT_MS,
  ): Promise<string[]> {
    const query = new URLSearchParams({
      start: String(since),
      ...(match === undefined ? {} : { 'match[]': match }),
    });
    const what = label === null ? 'labels' : `label/${encodeURIComponent(label)}/values`;
    const told = await this.call(`/api/v1/${what}?${query.toString()}`, {}, timeoutMs);
    return understood(z.array(z.string()), told);
  }

  /**
   * The types of a metric that targets tell, each once.
   * @param match a selector of targets that alone are asked, by their own labels; undefined = all
   * @param timeoutMs for the whole answer
   */
  async types(
    metric: string,
    match: string | undefined,
    timeoutMs = TIMEOUT_MS,
  ): Promise<string[]> {
    const which = new URLSearchParams({
      metric,
      ...(match === undefined ? {} : { match_target: match }),
    });
    const path = match === undefined ? 'metadata' : 'targets/metadata';
    const told = await this.call(`/api/v1/${path}?${which.toString()}`, {}, timeoutMs);
    const read = understood(z.union([z.array(typed), z.record(z.string(), z.array(typed))]), told);
    const entries = Array.isArray(read) ? read : (read[metric] ?? []);
    return [...new Set(entries.map(({ type }) => type))];
  }

  /** What the server scrapes, answering or not. */
  async targets(): Promise<ScrapeTarget[]> {
    return scrapeTargets(await this.call('/api/v1/targets?state=active', {}));
  }

  /** The rule groups that the server has loaded, as `/api/v1/rules` tells them. */
  async ruleGroups(): Promise<RuleGroup[]> {
    const told = await this.call('/api/v1/rules', {});
    return understood(z.object({ groups: z.array(ruleGroup) }), told).groups;
  }

  /** The rules that alert and what they find, group by group. @param timeoutMs for the whole answer */
  async alertingGroups(timeoutMs = TIMEOUT_MS): Promise<AlertingGroup[]> {
    return understood(
      z.object({ groups: z.array(alertingGroup) }),
      await this.call('/api/v1/rules?type=alert', {}, timeoutMs),
    ).groups;
  }

  /** When the server began; null where it does not tell. @param timeoutMs for the whole answer */
  async startTime(timeoutMs = READY_TIMEOUT_MS): Promise<Date | null> {
    const { body } = await this.send('GET', '/api/v1/status/runtimeinfo', undefined, timeoutMs);
    const { data } = runtime.safeParse(parseJson(body));
    const at = new Date(data?.data.startTime ?? NaN);
    return Number.isNaN(at.getTime()) ? null : at;
  }

  /**
   * Makes the server read its rule files again; a broken file is refused as a whole and the old rules stay.
   * @returns the server's words when it refused, null when it loaded them
   * @throws ReloadRefused when it, or what stands before it, takes no such requests
   */
  async reload(): Promise<string | null> {
    const { status, body } = await this.server.send({
      method: 'POST',
      path: '/-/reload',
      timeoutMs: RELOAD_TIMEOUT_MS,
    });
    if (status === 200) return null;
    if (/lifecycle api is not enabled/i.test(body)) throw new ReloadRefused('reload-not-enabled');
    if (status === 401) throw this.server.refusal(status) ?? new ReloadRefused('reload-refused');
    if ([403, 404, 405, 501].includes(status)) throw new ReloadRefused('reload-refused', status);
    await this.ready(); // one that is just starting or stopping refuses nothing
    return `Prometheus refused to reload: ${this.fit(body).slice(0, 300)}`;
  }

  /** The server's version, as its `--version` tells it: `2.42.0+ds`. What hangs is not waited for long: nothing is quicker to say. */
  async version(): Promise<string> {
    const data = await this.call('/api/v1/status/buildinfo', {}, VERSION_TIMEOUT_MS);
    return understood(z.object({ version: z.string().min(1) }), data).version;
  }

  /** What the server's last reading of its configuration and rule files gave. */
  async lastLoad(): Promise<LastLoad> {
    const data = await this.call('/api/v1/status/runtimeinfo', {}, READY_TIMEOUT_MS);
    return understood(lastLoad, data);
  }

  /**
   * Has the server parse an expression without running anything (2.40 or newer).
   * @param timeoutMs for the whole answer
   * @returns its words when it refuses the expression, null when it takes it, undefined when it is too old to say
   */
  async parse(expression: string, timeoutMs = TIMEOUT_MS): Promise<string | null | undefined> {
    const form = new URLSearchParams({ query: expression }).toString();
    const { status, body } = await this.send('POST', '/api/v1/format_query', form, timeoutMs);
    const { data } = envelope.safeParse(parseJson(body));
    if (data?.status === 'success') return null;
    if (data?.errorType === 'bad_data')
      return this.fit(data.error ?? 'no reason given', expression).replace(
        /^invalid parameter "?'?query"?'?: /,
        '',
      );
    if ([404, 405, 501].includes(status)) return undefined;
    throw new DomainError('dependency-unavailable', `Prometheus: answer ${status}`);
  }

  /**
   * Has the server evaluate an expression once, and tells what that took of it.
   * @param withinMs after which the server gives up
   * @returns undefined where it does not tell
   * @throws DomainError `dependency-unavailable` also when it gave up before it began
   */
  async cost(expression: string, withinMs: number): Promise<QueryCost | undefined> {
    const form = { query: expression, stats: 'all', timeout: `${withinMs}ms` };
    const { status, body } = await this.send(
      'POST',
      '/api/v1/query',
      new URLSearchParams(form).toString(),
      withinMs + READY_TIMEOUT_MS,
    );
    const { data } = envelope.safeParse(parseJson(body));
    if (data?.status === 'success') {
      const read = queryStats.safeParse(data.data).data?.stats;
      if (!read) return undefined;
      const { totalQueryableSamples: samples, peakSamples: peak } = read.samples;
      const seconds = read.timings?.evalTotalTime ?? null;
      return { samples, peak, seconds, tooMuch: null, refusal: null };
    }
    const { errorType, error = 'no reason given' } = data ?? {};
    const words = this.fit(error, expression);
    if (TOO_MUCH.test(error)) return { ...NOTHING_KNOWN, tooMuch: words, refusal: null };
    if (errorType === 'execution') return { ...NOTHING_KNOWN, tooMuch: null, refusal: words };
    if (errorType === 'bad_data') return undefined;
    throw new DomainError('dependency-unavailable', `Prometheus: answer ${status}`);
  }

  /** What the server tells of itself, in its text format. */
  async ownMetrics(): Promise<string> {
    const { status, body } = await this.send('GET', '/metrics');
    if (status === 200) return body;
    throw new DomainError('dependency-unavailable', `Prometheus: answer ${status} to /metrics`);
  }

  /** Resolves when the server is ready to answer queries. */
  async ready(): Promise<void> {
    const status = await this.readiness();
    if (status !== 200)
      throw new DomainError('dependency-unavailable', `Prometheus is not ready (${status}).`);
  }

  /**
   * The status with which it says whether it is ready: 200 when it is.
   * @throws AccessRefused @throws DomainError `dependency-unavailable`
   */
  async readiness(timeoutMs = READY_TIMEOUT_MS): Promise<number> {
    return (await this.send('GET', '/-/ready', undefined, timeoutMs)).status;
  }

  /**
   * How it answers a query of ours: what stands before a server often lets `/-/ready` through, or says 200 to everything.
   * @throws AccessRefused @throws DomainError `dependency-unavailable`
   */
  async admission(
    timeoutMs = READY_TIMEOUT_MS,
  ): Promise<{ readonly status: number; readonly isPrometheus: boolean }> {
    const form = new URLSearchParams({ query: 'vector(1)' }).toString();
    const { status, body } = await this.send('POST', '/api/v1/query', form, timeoutMs);
    return { status, isPrometheus: envelope.safeParse(parseJson(body)).success };
  }

  /** Whether it was started so that it takes requests to reload; null when it does not tell. */
  async takesReloads(): Promise<boolean | null> {
    const { body } = await this.send('GET', '/api/v1/status/flags');
    const read = flags.safeParse(parseJson(body));
    return read.success ? read.data.data['web.enable-lifecycle'] === 'true' : null;
  }

  private async call(
    path: string,
    parameters: Record<string, string>,
    timeoutMs = TIMEOUT_MS,
  ): Promise<unknown> {
    const form = new URLSearchParams(parameters).toString();
    const { body, status } = await this.send(form ? 'POST' : 'GET', path, form, timeoutMs);
    const parsed = envelope.safeParse(parseJson(body));
    if (parsed.success && parsed.data.status === 'success') return parsed.data.data;
    const reason = parsed.success
      ? this.fit(parsed.data.error ?? 'no reason given', parameters['query'])
      : `answer ${status}`;
    if (parsed.success && parsed.data.errorType === 'bad_data')
      throw new DomainError('promql-invalid', `Prometheus: ${reason}`);
    throw new DomainError('dependency-unavailable', `Prometheus: ${reason}`);
  }

  /** Words of the server's as anybody may read them. @param asked what they may repeat: the asker's own */
  private fit(words: string, asked = ''): string {
    return withoutPaths(this.server.redacted(words), asked);
  }

  private send(
    method: 'GET' | 'POST',
    path: string,
    form?: string,
    timeoutMs = TIMEOUT_MS,
  ): Promise<ServerAnswer> {
    return this.server.ask({ method, path, form, timeoutMs });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server.close();
  }
}

const typed = z.object({ type: z.string() });

const ruleGroup = z.object({
  name: z.string(),
  file: z.string(),
  lastEvaluation: z.string().optional(),
  rules: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['recording', 'alerting']),
      health: z.string(),
      lastError: z
        .string()
        .transform((words) => withoutPaths(words))
        .optional(),
      labels: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type RuleGroup = z.infer<typeof ruleGroup>;

/** Where its files lie is nobody's business: `/srv/rules/a.yaml: …` becomes `a.yaml: …`; what stands in `asked` is no file of it. */
function withoutPaths(words: string, asked = ''): string {
  return words.replaceAll(
    /(?<![\w.:/])\/(?:[^\s"'():,/]+\/)*([^\s"'():,/]+)/g,
    (path, file: string) => (asked.includes(path) ? path : file),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
