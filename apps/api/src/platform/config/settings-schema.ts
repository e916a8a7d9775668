import { z } from 'zod';
import { ntfyServers, outboundAllow } from './outbound-schemas.js';
import { bearerToken, certificates, headers, privateKey, serverUrl } from './server-schemas.js';

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};
const port = whole(1, 65_535);
const url = (...schemes: string[]) =>
  z.url({
    protocol: new RegExp(`^(${schemes.join('|')})$`),
    error: `must be a URL that starts with ${schemes.join(':// or ')}://`,
  });

/** Addresses and networks, with commas between them. */
const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .pipe(
    z.array(
      z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
        error: 'must be IP addresses or networks (10.0.0.0/8) with commas between them',
      }),
    ),
  );

/** Names or addresses of hosts, with commas between them. */
const hosts = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim().toLowerCase() || []))
  .pipe(
    z.array(
      z.union([z.hostname(), z.ipv4(), z.ipv6()], {
        error: 'must be names or addresses of hosts, without port, with commas between them',
      }),
    ),
  );

/** Addresses of mailboxes, with commas between them. */
const mailboxes = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .pipe(z.array(z.email('must be mail addresses with commas between them')));

/** `NAME=PATH,NAME=PATH` */
const folders = z
  .string()
  .regex(
    /^[a-z][a-z-]*=[^,=]+(,[a-z][a-z-]*=[^,=]+)*$/,
    'must be folders by name, like data=/var/lib/leitstand,log=/var/log/leitstand',
  )
  .transform((text): Readonly<Record<string, string>> =>
    Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string])),
  );

/** One setting: how it is read, what it is for, and whether its value is a secret (never printed; has a `_FILE` twin). */
interface SettingSpec {
  readonly schema: z.ZodType;
  readonly description: string;
  readonly secret?: true;
}

const setting = <S extends z.ZodType>(schema: S, description: string) =>
  ({ schema, description }) as const;
const secret = <S extends z.ZodType>(schema: S, description: string) =>
  ({ schema, description, secret: true }) as const;

/** Every setting of the API and the worker. Names become `LEITSTAND_<NAME>`. */
export const SETTINGS = {
  HOST: setting(z.string().default('127.0.0.1'), 'Address to listen on'),
  PORT: setting(port.default(4700), 'Port of the console and the API'),
  METRICS_HOST: setting(
    z.string().default('127.0.0.1'),
    "Address on which the API's /metrics listens; other than loopback only with METRICS_TOKEN",
  ),
  METRICS_TOKEN: secret(
    z.string().min(16, 'must have at least 16 characters').optional(),
    'Bearer token for /metrics of API and worker; without one they answer this machine only',
  ),
  METRICS_PORT: setting(port.default(4701), "Port of the API's /metrics"),
  WORKER_PORT: setting(port.default(4702), "Port of the worker's /metrics and health"),
  PUBLIC_URL: setting(
    url('http', 'https').optional(),
    'Address people use; default http://HOST:PORT',
  ),
  ALLOWED_HOSTS: setting(
    hosts,
    'Further names and addresses of hosts (with commas between) that requests may mean, beside that of PUBLIC_URL, loopback and the address that is reached; for programs that reach us by another name, like a service of Kubernetes',
  ),
  DATABASE_URL: secret(url('postgres', 'postgresql'), 'PostgreSQL, login of the application'),
  DATABASE_DIRECT_URL: secret(
    url('postgres', 'postgresql').optional(),
    'PostgreSQL itself, same login, where LEITSTAND_DATABASE_URL leads through a pooler in transaction mode (PgBouncer): for notices and sign-in',
  ),
  DATABASE_OWNER_URL: secret(
    url('postgres', 'postgresql').optional(),
    'PostgreSQL, login that owns the tables (migrations only)',
  ),
  DATABASE_POOL: setting(whole(1, 200).default(10), 'Connections each process keeps to PostgreSQL'),
  REDIS_URL: secret(url('redis', 'rediss'), 'Redis for queues and rate limits'),
  PROMETHEUS_URL: secret(
    serverUrl,
    'Prometheus: queries, rule reload; with user and password where it wants them, https://user:password@host',
  ),
  PROMETHEUS_BEARER_TOKEN: secret(
    bearerToken.optional(),
    'Sent to Prometheus as a bearer token; its file is read again every ten seconds',
  ),
  PROMETHEUS_HEADERS: secret(
    headers.default({}),
    'Further headers for Prometheus: name=value, more with commas between, values percent-encoded (X-Scope-OrgID=team%2Ca)',
  ),
  PROMETHEUS_CA: secret(
    certificates.optional(),
    'Certificates (PEM) that the certificate of Prometheus must lead to; the known authorities unless told',
  ),
  PROMETHEUS_CERT: secret(
    certificates.optional(),
    'Certificate (PEM) that we show to Prometheus; needs the key',
  ),
  PROMETHEUS_KEY: secret(privateKey.optional(), 'Key (PEM) of that certificate'),
  PROMETHEUS_SERVER_NAME: setting(
    z.string().min(1).optional(),
    'Name that the certificate of Prometheus must bear; the host of its URL unless told',
  ),
  PROMETHEUS_RELOAD: setting(
    z.enum(['lifecycle', 'external'], 'must be lifecycle or external').default('lifecycle'),
    'Who has Prometheus read its rule files again: we, by POST /-/reload (lifecycle), or something else, like an operator or a sidecar (external)',
  ),
  PROMETHEUS_RELOAD_SECONDS: setting(
    whole(10, 86_400).default(300),
    'With external: seconds (10 to 86400) that written rules may wait for the reload before the status is degraded',
  ),
  ALERTMANAGER_URL: secret(
    serverUrl.optional(),
    'Alertmanager; with user and password where it wants them',
  ),
  ALERTMANAGER_BEARER_TOKEN: secret(bearerToken.optional(), 'As for Prometheus, for Alertmanager'),
  ALERTMANAGER_HEADERS: secret(headers.default({}), 'As for Prometheus, for Alertmanager'),
  ALERTMANAGER_CA: secret(certificates.optional(), 'As for Prometheus, for Alertmanager'),
  ALERTMANAGER_CERT: secret(certificates.optional(), 'As for Prometheus, for Alertmanager'),
  ALERTMANAGER_KEY: secret(privateKey.optional(), 'As for Prometheus, for Alertmanager'),
  ALERTMANAGER_SERVER_NAME: setting(
    z.string().min(1).optional(),
    'As for Prometheus, for Alertmanager',
  ),
  RULES_DIR: setting(
    z.string().min(1).default('.leitstand/rules'),
    'Folder of the rule files that Prometheus loads',
  ),
  AUDIT_DIR: setting(
    z.string().min(1).default('.leitstand/audit'),
    'Folder in which the heads of the audit trail are anchored, one line an hour; best on a disk that the database server cannot write to',
  ),
  PROMTOOL: setting(
    z.string().min(1).optional(),
    "Path of Prometheus' promtool: rules are checked with it before they are written, if its version is the server's",
  ),
  DISK_FOLDERS: setting(
    folders.default({}),
    'Folders whose room is watched beside the rule files, like data=/var/lib/leitstand,postgres=/var/lib/postgresql',
  ),
  DISK_MIN_FREE_MB: setting(
    whole(0, 10_000_000).default(1000),
    'Megabytes below which the room of a watched folder degrades the status and raises LeitstandDiskLow',
  ),
  INGESTION_OFFSET: setting(
    whole(1, 300).default(30),
    'Seconds a sample may take from its scrape until Prometheus answers with it (1 to 300); counts lag by this; Mimir needs 60',
  ),
  RULES_SAMPLES_PER_SLO: setting(
    whole(1, 1_000_000_000_000).default(5_000_000),
    'Samples that Prometheus may read for one evaluation (every 30 s) of the rules of one SLO; those that need more are not loaded',
  ),
  RULES_SAMPLES_PER_TERRITORY: setting(
    whole(1, 1_000_000_000_000).default(50_000_000),
    'Samples that Prometheus may read for one evaluation of the rules of all SLOs of a territory; those beyond wait',
  ),
  RULES_TIME_PER_SLO: setting(
    whole(1, 1000).default(5),
    'Share (%) of the 30 s between two evaluations that the rules of one SLO may keep a processor of Prometheus busy; those that need more are not loaded',
  ),
  RULES_TIME_PER_TERRITORY: setting(
    whole(1, 100_000).default(50),
    'Share (%) of the 30 s between two evaluations that the rules of all SLOs of a territory may keep a processor of Prometheus busy; those beyond wait',
  ),
  RULES_MEASURE_SECONDS: setting(
    whole(1, 60).default(5),
    'Seconds (1 to 60) that Prometheus may take to evaluate the rules of one SLO when they are measured before they are loaded',
  ),
  CATALOG_DIR: setting(
    z.string().min(1).default('samples/catalog'),
    'Catalog files applied on the first start',
  ),
  SECRET: secret(
    z.string().min(32, 'must have at least 32 characters'),
    'Signs sessions and links',
  ),
  OIDC_ISSUER: setting(url('http', 'https').optional(), 'OpenID Connect issuer'),
  OIDC_CLIENT_ID: setting(z.string().min(1).optional(), 'OpenID Connect client id'),
  OIDC_CLIENT_SECRET: secret(z.string().min(1).optional(), 'OpenID Connect client secret'),
  OIDC_NAME: setting(
    z.string().min(1).default('Single sign-on'),
    'Label of the OpenID Connect button',
  ),
  SMTP_URL: secret(
    url('smtp', 'smtps').optional(),
    'Mail server for pages, invitations and forgotten passwords; without it nobody is paged by mail, administrators pass links on, and a policy that reaches nobody is saved only with a waiver',
  ),
  MAIL_FROM: setting(z.string().min(3).default('leitstand@localhost'), 'Sender of mails'),
  OPERATOR_MAIL: setting(
    mailboxes,
    'Mail addresses (with commas between) of those who run this instance: told at once, past queue and escalation, when pages may not go out; needs SMTP_URL',
  ),
  OPERATOR_NTFY_URL: secret(
    url('http', 'https').optional(),
    'Topic of ntfy at which they are told as well, or alone: it works when the mail server does not',
  ),
  OUTBOUND_ALLOW: setting(
    outboundAllow,
    'Where messages may go besides the open internet: private networks (10.0.0.0/8) and hosts with their port (chat.internal:8065), with commas between. This machine and link-local addresses only as a host with its port',
  ),
  NTFY_SERVERS: secret(
    ntfyServers,
    'Servers of ntfy that you trust (https://ntfy.example, with commas between; user and password where one wants them): their messages say what it is about, those of other servers only its number and a link. The first is proposed to people',
  ),
  HEARTBEAT_URL: secret(
    url('http', 'https').optional(),
    "Address that the worker calls (POST) every minute while pages go out: somebody outside who raises the alarm when that stops, as another instance's heartbeat does",
  ),
  INTAKE_TOKEN: secret(
    z.string().min(32, 'must have at least 32 characters').optional(),
    'Token with which the Alertmanager that this instance runs itself sends its alerts; `npm start` makes one',
  ),
  SAMPLE: setting(
    z.enum(['on', 'off']).default('on'),
    'Sample catalog, sample service and sample history',
  ),
  SAMPLE_URL: setting(
    url('http').default('http://127.0.0.1:4716'),
    'Control address of the sample service',
  ),
  SAMPLE_TOKEN: secret(
    z.string().min(16, 'must have at least 16 characters').optional(),
    'Token that the control address of the sample service asks for; `npm start` makes one',
  ),
  SAMPLE_SMTP_URL: setting(
    url('smtp').optional(),
    'The sample mailbox: takes pages and messages while no mail server is set up, never invitations or passwords',
  ),
  SAMPLE_MAILBOX_DIR: setting(
    z.string().min(1).default('.leitstand/mailbox'),
    'Folder of the sample mailbox',
  ),
  DRAIN_SECONDS: setting(
    whole(0, 60).default(1),
    'Seconds (0 to 60) that /readyz says 503 before a stopping API takes no more connections; as long as a balancer needs to notice',
  ),
  REVISION: setting(
    z.string().min(1).optional(),
    'Revision that runs, for leitstand_build_info and service.version; else the commit of the checkout or of the build',
  ),
  LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'Log level',
  ),
  CONSOLE_DIR: setting(z.string().min(1).default('dist/console'), 'Built console to serve'),
  TRUSTED_PROXIES: setting(
    networks,
    'Addresses and networks (CIDR, with commas between) of the proxies before us, which are believed what X-Forwarded-For says; nobody is unless named here',
  ),
  RATE_LIMIT: setting(
    whole(1, 1_000_000).default(1200),
    'Requests a minute of one person, of one API token, and of one address for all that is not known',
  ),
} satisfies Record<string, SettingSpec>;

/** Servers that are asked over HTTP; the first word of their settings. */
export const HTTP_SERVERS = ['PROMETHEUS', 'ALERTMANAGER'] as const;
export type HttpServer = (typeof HTTP_SERVERS)[number];

export type SettingName = keyof typeof SETTINGS;
export type SettingValues = { [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> };

/** Whether a setting's value must never be shown. */
export function isSecret(name: SettingName): boolean {
  return 'secret' in SETTINGS[name];
}
