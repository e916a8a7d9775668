import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { z } from 'zod';
import { Settings } from '../config/settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';

/** For a whole answer, connecting included. */
const TIMEOUT_MS = 10_000;
const READY_TIMEOUT_MS = 1000;
/** A server with many rules and series takes long, and has refused nothing until then. */
const RELOAD_TIMEOUT_MS = 60_000;

const pair = z.tuple([z.number(), z.string()]);
const vector = z.array(z.object({ metric: z.record(z.string(), z.string()), value: pair }));
const matrix = z.array(
  z.object({ metric: z.record(z.string(), z.string()), values: z.array(pair) }),
);
const envelope = z.object({
  status: z.string(),
  data: z.unknown().optional(),
  error: z.string().optional(),
  errorType: z.string().optional(),
});

/** One labelled value of an instant query; `at` in unix seconds. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number;
  readonly value: number;
}

/** One labelled series of a range query: [unix seconds, value] pairs, oldest first. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [number, number])[];
}

/** The Prometheus HTTP API, version 1. Every method throws `dependency-unavailable` when the server does not answer. */
@Injectable()
export class PrometheusClient {
  private readonly base: string;

  constructor(settings: Settings) {
    this.base = settings.get('PROMETHEUS_URL').replace(/\/$/, '');
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

  /** @param from @param to unix seconds, both inclusive; @param step seconds (at most 11,000 points a series); @param timeoutMs for the whole answer */
  async queryRange(
    expression: string,
    from: number,
    to: number,
    step: number,
    timeoutMs = TIMEOUT_MS,
  ): Promise<Series[]> {
    const form = { query: expression, start: String(from), end: String(to), step: String(step) };
    const data = await this.call('/api/v1/query_range', form, timeoutMs);
    const { result } = understood(z.object({ result: matrix }), data);
    return result.map(({ metric, values }) => ({
      labels: metric,
      points: values.map(([at, value]) => [at, Number(value)] as const),
    }));
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
    return understood(
      z.array(z.string()),
      await this.call(`/api/v1/${what}?${query.toString()}`, {}, timeoutMs),
    );
  }

  /** The rule groups that the server has loaded, as `/api/v1/rules` tells them. */
  async ruleGroups(): Promise<RuleGroup[]> {
    return understood(
      z.object({ groups: z.array(ruleGroup) }),
      await this.call('/api/v1/rules', {}),
    ).groups;
  }

  /**
   * Makes the server read its rule files again; a broken file is refused as a whole and the old rules stay.
   * @returns the server's words when it refused, null when it loaded them
   */
  async reload(): Promise<string | null> {
    const { status, body } = await this.send('POST', '/-/reload', undefined, RELOAD_TIMEOUT_MS);
    if (status === 200) return null;
    await this.ready(); // one that is just starting or stopping refuses nothing
    return `Prometheus refused to reload: ${withoutPaths(body).slice(0, 300)}`;
  }

  /** The server's version, as its `--version` tells it: `2.42.0+ds`. */
  async version(): Promise<string> {
    const data = await this.call('/api/v1/status/buildinfo', {});
    return understood(z.object({ version: z.string().min(1) }), data).version;
  }

  /** Whether the server took its configuration and every rule file at its last reload. */
  async isConfigured(): Promise<boolean> {
    const data = await this.call('/api/v1/status/runtimeinfo', {}, READY_TIMEOUT_MS);
    return understood(z.object({ reloadConfigSuccess: z.boolean() }), data).reloadConfigSuccess;
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
      return (data.error ?? 'no reason given').replace(/^invalid parameter "?'?query"?'?: /, '');
    if ([404, 405, 501].includes(status)) return undefined;
    throw new DomainError('dependency-unavailable', `Prometheus: answer ${status}`);
  }

  /** Resolves when the server is ready to answer queries. */
  async ready(): Promise<void> {
    const { status } = await this.send('GET', '/-/ready', undefined, READY_TIMEOUT_MS);
    if (status !== 200)
      throw new DomainError('dependency-unavailable', `Prometheus is not ready (${status}).`);
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
    const reason = parsed.success ? (parsed.data.error ?? 'no reason given') : `answer ${status}`;
    if (parsed.success && parsed.data.errorType === 'bad_data')
      throw new DomainError('promql-invalid', `Prometheus: ${reason}`);
    throw new DomainError('dependency-unavailable', `Prometheus: ${reason}`);
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    form?: string,
    timeoutMs = TIMEOUT_MS,
  ): Promise<{ status: number; body: string }> {
    assertOutsideTransaction(`Prometheus (${path})`);
    try {
      const response = await request(`${this.base}${path}`, {
        method,
        ...(form
          ? { body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
          : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.statusCode, body: await response.body.text() };
    } catch (error) {
      throw new DomainError(
        'dependency-unavailable',
        `Prometheus does not answer (${reasonOf(error)}).`,
      );
    }
  }
}

const ruleGroup = z.object({
  name: z.string(),
  file: z.string(),
  rules: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['recording', 'alerting']),
      health: z.string(),
      lastError: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type RuleGroup = z.infer<typeof ruleGroup>;

/** Where its files lie is nobody's business: `/srv/rules/a.yaml: …` becomes `a.yaml: …`. */
function withoutPaths(words: string): string {
  return words.replaceAll(/(?<![\w.:/])\/(?:[^\s"'():,/]+\/)*([^\s"'():,/]+)/g, '$1');
}

/** In a word: the socket's code, or that there was no answer in time. */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer in time';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'error';
}

/** Something else than Prometheus may answer on its port (a proxy, a half-started server): as good as no answer. */
function understood<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw new DomainError(
    'dependency-unavailable',
    `Prometheus: an answer of another form than expected (${read.error.issues[0]?.path.join('.') ?? ''}).`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
