import type { Connection } from '../connection/connection.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { failureOf } from './problem.js';

const TIMEOUT_SECONDS = 30;

type Query = Readonly<Record<string, string | undefined>>;

export interface Send {
  readonly query?: Query;
  readonly body?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** seconds until the server is taken to be away */
  readonly timeout?: number;
}

/** An answer that is not a refusal. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly etag: string | null;
  json(): unknown;
}

/** The public API of one server. Every method throws Failure: what the server refused, or that it does not answer. */
export class Api {
  constructor(private readonly connection: Pick<Connection, 'url' | 'token'>) {}

  async get(path: string, query: Query = {}): Promise<unknown> {
    return (await this.send('GET', path, { query })).json();
  }

  async send(method: string, path: string, send: Send = {}): Promise<Answer> {
    const answer = await this.try(method, path, send);
    if (answer.status >= 300) throw failureOf(answer.status, parse(answer.text));
    return answer;
  }

  /** Like `send`, but a resource that is not there gives null. */
  async find(path: string): Promise<Answer | null> {
    const answer = await this.try('GET', path, {});
    if (answer.status === 404) return null;
    if (answer.status >= 300) throw failureOf(answer.status, parse(answer.text));
    return answer;
  }

  private async try(
    method: string,
    path: string,
    { query = {}, body, type, headers = {}, timeout = TIMEOUT_SECONDS }: Send,
  ): Promise<Answer> {
    const url = new URL(`${this.connection.url}/api/v1${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    const sent = {
      accept: 'application/json, */*;q=0.5',
      ...authorization(this.connection.token),
      ...(type ? { 'content-type': type } : {}),
      ...headers,
    };
    try {
      // Redirects are not followed: a token goes to the address that was said, and nowhere else.
      const response = await fetch(url, {
        method,
        headers: sent,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout * 1000),
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        etag: response.headers.get('etag'),
        json: () => jsonOf(text, this.connection.url),
      };
    } catch (error) {
      throw away(this.connection.url, error, timeout);
    }
  }
}

function authorization(token: string | null): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonOf(text: string, url: string): unknown {
  const value = parse(text);
  if (value === undefined)
    throw new Failure(
      EXIT.FAILED,
      `${url} did not answer as Leitstand does. Is the address right?`,
    );
  return value;
}

function away(url: string, error: unknown, timeout: number): Failure {
  const reason =
    (error as Error).name === 'TimeoutError' ? `within ${timeout} s` : `(${codeOf(error)})`;
  return new Failure(EXIT.FAILED, `${url} does not answer ${reason}.`, [
    'Is Leitstand running there? Set LEITSTAND_URL, or give --url or --context.',
  ]);
}

function codeOf(error: unknown): string {
  const { code, message } = ((error as { cause?: unknown }).cause ?? error) as {
    code?: string;
    message?: string;
  };
  return code ?? message ?? 'unknown error';
}
