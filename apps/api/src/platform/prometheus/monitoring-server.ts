import { Agent, request, type Dispatcher } from 'undici';
import { withoutSecrets } from './without-secrets.js';
import type { HttpServer } from '../config/settings-schema.js';
import type { Settings } from '../config/settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';

/** Tokens and certificates are replaced while we run (Kubernetes does so hourly): their files are read again this often. */
const READ_AGAIN_MS = 10_000;
const DEFAULT_TIMEOUT_MS = 10_000;

export interface ServerRequest {
  readonly method?: 'GET' | 'POST';
  /** below the address of the server, with a slash first */
  readonly path: string;
  /** of a form, as `application/x-www-form-urlencoded` */
  readonly form?: string | undefined;
  /** for the whole answer, connecting included; default 10 s */
  readonly timeoutMs?: number;
}

export interface ServerAnswer {
  readonly status: number;
  readonly body: string;
}

/** Kinds of refusal that hold until somebody changes a setting, here or there. */
export type AccessTrouble = 'credentials-missing' | 'credentials-refused' | 'tls-failed';

/** The server is there, and does not let us in. Its sentence says which, why, and what to do. */
export class AccessRefused extends DomainError {
  constructor(
    readonly trouble: AccessTrouble,
    /** status of the answer; null where TLS came to nothing before */
    readonly status: number | null,
    /** the settings that decide about it */
    readonly settings: readonly string[],
    message: string,
  ) {
    super('dependency-unavailable', message);
  }
}

/** With what one server is asked. */
interface Access {
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  /** whether it is told who we are */
  readonly signsIn: boolean;
}

/**
 * The one door to a monitoring server (Prometheus, Alertmanager): its address, and whatever it wants to see before it answers. User and
 * password of its URL become a header here and are known nowhere else.
 */
export class MonitoringServer {
  private readonly base: string;
  private readonly basic: string | null;
  private access: Access | null = null;
  private secrets = '';
  private readAt = -Infinity;

  /** @param name as people know it: `Prometheus` */
  constructor(
    private readonly name: string,
    private readonly server: HttpServer,
    private readonly settings: Settings,
  ) {
    const url = new URL(settings.get(`${server}_URL`) ?? '');
    const { username, password } = url;
    this.basic = username || password ? basicOf(username, password) : null;
    this.base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  }

  /**
   * @throws AccessRefused when the server answers 401 or 403, or the two do not agree on TLS
   * @throws DomainError `dependency-unavailable` when there is no answer
   */
  async ask({ method = 'GET', path, form, timeoutMs }: ServerRequest): Promise<ServerAnswer> {
    const answer = await this.send({ method, path, form, timeoutMs });
    const refusal = this.refusal(answer.status);
    if (refusal) throw refusal;
    return answer;
  }

  /** As `ask`, for a path whose 401 and 403 the caller understands better. */
  async send({
    method = 'GET',
    path,
    form,
    timeoutMs = DEFAULT_TIMEOUT_MS,
  }: {
    [K in keyof ServerRequest]: ServerRequest[K] | undefined;
  } & { path: string }): Promise<ServerAnswer> {
    assertOutsideTransaction(`${this.name} (${path})`);
    const { dispatcher, headers } = this.current();
    try {
      const response = await request(`${this.base}${path}`, {
        dispatcher,
        method,
        headers: form
          ? { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
          : headers,
        ...(form ? { body: form } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.statusCode, body: await response.body.text() };
    } catch (error) {
      throw this.unreached(error);
    }
  }

  /** What a status says about our credentials; null when nothing. */
  refusal(status: number): AccessRefused | null {
    if (status !== 401 && status !== 403) return null;
    const { signsIn } = this.current();
    const settings = [`LEITSTAND_${this.server}_URL`, `LEITSTAND_${this.server}_BEARER_TOKEN`];
    const [url, token] = settings;
    return signsIn
      ? new AccessRefused(
          'credentials-refused',
          status,
          settings,
          `${this.name} answers ${status}: it refuses the credentials that are set (${url} or ${token}); correct them, or what they may do there.`,
        )
      : new AccessRefused(
          'credentials-missing',
          status,
          settings,
          `${this.name} answers ${status}: it wants credentials, and none are set; put user and password into ${url}, or set ${token}.`,
        );
  }

  /** Words of the server's, without what we sent to it to be let in: what stands before it may say again what it was sent. */
  redacted(words: string): string {
    const { headers } = this.current();
    return withoutSecrets(words, [
      ...Object.values(headers),
      ...loginOf(this.settings.get(`${this.server}_URL`) ?? ''),
    ]);
  }

  /** Ends what is under way, too. */
  async close(): Promise<void> {
    await this.access?.dispatcher.destroy();
    this.access = null;
  }

  /** What is in force now; new connections are made only where the certificates are others. */
  private current(): Access {
    const now = performance.now();
    if (this.access && now - this.readAt < READ_AGAIN_MS) return this.access;
    this.readAt = now;
    const of = <N extends 'CA' | 'CERT' | 'KEY'>(part: N) =>
      this.settings.current(`${this.server}_${part}`);
    const tls = { ca: of('CA'), cert: of('CERT'), key: of('KEY') };
    const secrets = JSON.stringify(tls);
    const kept = this.access !== null && secrets === this.secrets ? this.access.dispatcher : null;
    if (kept === null) void this.access?.dispatcher.close().catch(() => undefined);
    this.secrets = secrets;
    const token = this.settings.current(`${this.server}_BEARER_TOKEN`);
    const authorization = token === undefined ? this.basic : `Bearer ${token}`;
    const headers = {
      ...this.settings.current(`${this.server}_HEADERS`),
      ...(authorization === null ? {} : { authorization }),
    };
    this.access = {
      dispatcher: kept ?? this.connect(tls),
      headers,
      signsIn: 'authorization' in headers || tls.cert !== undefined,
    };
    return this.access;
  }

  private connect({ ca, cert, key }: Partial<Record<'ca' | 'cert' | 'key', string>>): Agent {
    const servername = this.settings.get(`${this.server}_SERVER_NAME`);
    return new Agent({
      connect: {
        ...(ca === undefined ? {} : { ca }),
        ...(cert === undefined ? {} : { cert }),
        ...(key === undefined ? {} : { key }),
        ...(servername === undefined ? {} : { servername }),
      },
    });
  }

  private unreached(error: unknown): DomainError {
    const reason = reasonOf(error);
    const advice = tlsAdvice(reason, this.server);
    if (advice === null)
      return new DomainError('dependency-unavailable', `${this.name} does not answer (${reason}).`);
    return new AccessRefused(
      'tls-failed',
      null,
      advice.settings,
      `${this.name} and we do not agree on TLS (${reason}): ${advice.text}.`,
    );
  }
}

/** User and password together and the password alone, as they stand in an address and as they are meant. */
function loginOf(url: string): string[] {
  const { username, password } = new URL(url);
  const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  return [`${user}:${secret}`, `${username}:${password}`, secret, password];
}

function basicOf(username: string, password: string): string {
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(login, 'utf8').toString('base64')}`;
}

/** In a word: the socket's code, or that there was no answer in time. */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer in time';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'error';
}

/** What to do about a failure of TLS, by its code; null for every other one. */
function tlsAdvice(
  code: string,
  server: HttpServer,
): { settings: readonly string[]; text: string } | null {
  const name = (part: string) => `LEITSTAND_${server}_${part}`;
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|ALERT_BAD_CERTIFICATE|UNKNOWN_CA/.test(code))
    return {
      settings: [name('CERT'), name('KEY')],
      text: `it wants another certificate of ours; set ${name('CERT_FILE')} and ${name('KEY_FILE')}`,
    };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      settings: [name('SERVER_NAME')],
      text: `its certificate is for another name; correct ${name('URL')}, or set ${name('SERVER_NAME')}`,
    };
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(code))
    return { settings: [name('URL')], text: 'renew its certificate' };
  if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE/.test(code))
    return {
      settings: [name('CA')],
      text: `no known authority stands behind its certificate; set ${name('CA_FILE')}`,
    };
  if (/^(ERR_SSL_|EPROTO)/.test(code))
    return {
      settings: [name('URL')],
      text: `is ${name('URL')} http where it should be https, or the other way round?`,
    };
  return null;
}
