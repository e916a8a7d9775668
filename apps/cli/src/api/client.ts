import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '#contract/api';
import type { Connection } from '../connection/connection.js';
import { EXIT } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';
import { failureOf } from './problem.js';

const TIMEOUT_SECONDS = 30;

/** The public API of one server, typed by its contract. Requests throw Failure where nobody answers, or somebody else. */
export type Api = Client<paths>;

/** @param timeoutSeconds until the server is taken to be unavailable, the whole answer included */
export function createApi(
  connection: Pick<Connection, 'url' | 'token'>,
  timeoutSeconds = TIMEOUT_SECONDS,
): Api {
  const { url, token } = connection;
  return createClient<paths>({
    baseUrl: `${url}/api/v1`,
    headers: {
      accept: 'application/json, */*;q=0.5',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    // Redirects are not followed: a token goes to the address that was said, and nowhere else.
    redirect: 'manual',
    fetch: (request) => exchange(url, request, timeoutSeconds),
  });
}

/** Sends a request and takes in the whole answer, so that the time it may take covers both. */
async function exchange(url: string, request: Request, timeout: number): Promise<Response> {
  const { response, text } = await whole(request, timeout).catch((error: unknown) => {
    throw unavailable(url, error, timeout);
  });
  if (response.ok && text !== '' && !isReadable(response, text))
    throw new Failure(
      EXIT.FAILED,
      `${url} did not answer as Leitstand does. Is the address right?`,
    );
  return new Response(text === '' ? null : text, response);
}

async function whole(request: Request, timeout: number) {
  const response = await fetch(request, { signal: AbortSignal.timeout(timeout * 1000) });
  return { response, text: await response.text() };
}

/** JSON, the YAML of an export, or the Markdown of a review. */
function isReadable({ headers }: Response, text: string): boolean {
  if (/\b(?:yaml|markdown)\b/.test(headers.get('content-type') ?? '')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function unavailable(url: string, error: unknown, timeout: number): Failure {
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

/** What a request came to. */
interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of an answer.
 * @param fields those that the caller works with; the compiler knows them, and an answer without them is not Leitstand's
 * @throws Failure with what the server refused, or when fields are missing, e.g. from a much newer server
 */
export function answerOf<T>(
  { data, error, response }: Outcome<T>,
  ...fields: readonly (keyof NonNullable<T> & string)[]
): NonNullable<T> {
  if (!response.ok) throw failureOf(response.status, error);
  const there: unknown = data;
  const missing = fields.filter(
    (field) => typeof there !== 'object' || there === null || !(field in there),
  );
  if (missing.length > 0)
    throw new Failure(
      EXIT.FAILED,
      'The server answered in a shape that this program does not know. Do their versions match?',
      missing.map((field) => `${field}: is missing`),
    );
  return data as NonNullable<T>;
}
