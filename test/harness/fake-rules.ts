import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';

/** How the last evaluation of a group went. */
interface Evaluation {
  readonly lastEvaluation?: string;
  readonly health?: string;
  readonly lastError?: string;
}

interface Rule {
  readonly record?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The rules side of a Prometheus: loads a folder when it is told to, refuses it as a whole when one file has a certain text, and
 * tells which groups it has. A reload takes as long as the test wants.
 */
export class FakeRules {
  reloads = 0;
  /** folder whose *.yaml it loads */
  folder = '';
  /** a file that holds this is refused */
  refuses = 'no file holds this';
  /** as it tells it; that of the tests' promtool = rules are proven with that */
  version = 'fake';
  /** an expression that holds this does not parse; null = it is too old to parse anything */
  misreads: string | null = 'no expression holds this';
  /** expressions that it was asked to parse */
  parsed = 0;
  /** samples that one evaluation of an expression reads; null = it gives up on it */
  costs: (expression: string) => number | null = () => 10;
  /** seconds that one evaluation of an expression takes of a processor, the n-th that it is asked for */
  times: (expression: string, asked: number) => number = () => 0;
  /** an expression for which what stands before it answers in its place */
  loses: (expression: string) => boolean = () => false;
  /** evaluations that it was asked for */
  measured = 0;
  /** it answers nobody */
  away = false;
  /** called before each answer */
  asked: (path: string) => Promise<unknown> | void = () => undefined;
  /** called with the number of the reload, beginning with 1, before the folder is read and before the answer goes out */
  before: (reload: number) => Promise<unknown> | void = () => undefined;
  answering: (reload: number) => Promise<unknown> | void = () => undefined;
  /** how the rules of a group did; well unless told */
  evaluated: (group: string) => Evaluation = () => ({});
  /** file name → text, of the last reload that was not refused */
  loaded = new Map<string, string>();
  /** whether it takes requests to reload */
  lifecycle = true;
  /** whether the last reload was not refused */
  sound = true;
  /** how often it was started */
  starts = 1;
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

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.away) return void request.socket.destroy();
    await this.asked(request.url ?? '');
    if (request.url === '/-/ready') return void response.end('ready');
    if (request.url === '/api/v1/rules') return void response.end(JSON.stringify(this.groups()));
    if (request.url === '/api/v1/status/buildinfo')
      return void response.end(
        JSON.stringify({ status: 'success', data: { version: this.version } }),
      );
    if (request.url === '/api/v1/status/runtimeinfo')
      return void response.end(
        JSON.stringify({
          status: 'success',
          data: {
            reloadConfigSuccess: this.sound,
            startTime: new Date(this.starts * 1000).toISOString(),
            lastConfigTime: new Date(this.reloads * 1000).toISOString(),
          },
        }),
      );
    if (request.url === '/api/v1/format_query' && this.misreads !== null)
      return this.parse(await text(request).catch(() => ''), response);
    if (request.url === '/api/v1/query')
      return this.evaluate(await text(request).catch(() => ''), response);
    if (request.url !== '/-/reload') return void response.writeHead(404).end();
    if (!this.lifecycle) return void response.writeHead(403).end('Lifecycle API is not enabled.');
    this.reloads += 1;
    const number = this.reloads;
    await this.before(number);
    const reason = this.reload();
    await this.answering(number);
    response.writeHead(reason === null ? 200 : 500).end(reason ?? '');
  }

  private parse(form: string, response: ServerResponse): void {
    this.parsed += 1;
    const query = new URLSearchParams(form).get('query') ?? '';
    if (!query.includes(this.misreads ?? ''))
      return void response.end(JSON.stringify({ status: 'success', data: query }));
    const error = `invalid parameter "query": 1:1: parse error: unexpected ${this.misreads}`;
    response.writeHead(400).end(JSON.stringify({ status: 'error', errorType: 'bad_data', error }));
  }

  private evaluate(form: string, response: ServerResponse): void {
    const asked = new URLSearchParams(form);
    if (!asked.has('stats')) return void response.writeHead(404).end(); // counts are not its trade
    this.measured += 1;
    if (this.loses(asked.get('query') ?? ''))
      return void response.writeHead(504).end('upstream request timeout');
    const samples = this.costs(asked.get('query') ?? '');
    const error = 'query timed out in expression evaluation';
    if (samples === null)
      return void response
        .writeHead(503)
        .end(JSON.stringify({ status: 'error', errorType: 'timeout', error }));
    const evalTotalTime = this.times(asked.get('query') ?? '', this.measured);
    const stats = {
      samples: { totalQueryableSamples: samples, peakSamples: samples },
      timings: { evalTotalTime },
    };
    const data = { resultType: 'vector', result: [], stats };
    response.end(JSON.stringify({ status: 'success', data }));
  }

  /** Ends and comes up again, with what lies in its folder. */
  restart(): void {
    this.starts += 1;
    this.reload();
  }

  /** Reads its folder, as something beside it makes it do, or as when it is told to. @returns why not */
  reload(): string | null {
    const files = new Map(
      readdirSync(this.folder)
        .filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
        .map((name) => [name, readFileSync(join(this.folder, name), 'utf8')]),
    );
    const bad = [...files].find(([, text]) => text.includes(this.refuses));
    this.sound = bad === undefined;
    if (bad) return `failed to reload config: ${bad[0]}: unexpected ${this.refuses}`;
    this.loaded = files;
    return null;
  }

  private groups(): object {
    const groups = [...this.loaded].flatMap(([file, text]) =>
      (parse(text) as { groups: { name: string; rules: Rule[] }[] }).groups.map(
        ({ name, rules }) => {
          const { lastEvaluation, health = 'ok', lastError } = this.evaluated(name);
          return {
            name,
            file,
            lastEvaluation,
            rules: rules.map(({ record, labels }) => ({
              name: record ?? 'alert',
              type: record === undefined ? 'alerting' : 'recording',
              health,
              lastError,
              labels,
            })),
          };
        },
      ),
    );
    return { status: 'success', data: { groups } };
  }
}
