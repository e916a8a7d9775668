// What the parts of the launcher hand to each other.

/** Where things lie. Every path is absolute. */
export interface Paths {
  readonly data: string;
  readonly bin: string;
  readonly run: string;
  readonly log: string;
  readonly secrets: string;
  /** what of them the API and the worker are handed, for their account */
  readonly credentials: string;
  readonly postgres: string;
  readonly redis: string;
  readonly prometheus: string;
  /** where the operator names what else the private Prometheus scrapes; nothing of ours writes there */
  readonly targets: string;
  readonly alertmanager: string;
  readonly blackbox: string;
  /** mails of the sample mailbox */
  readonly mailbox: string;
  /** the token of the sample shop */
  readonly shop: string;
  readonly rules: string;
  /** where heads of the audit trail are anchored */
  readonly audit: string;
}

export type PortName =
  | 'api'
  | 'metrics'
  | 'worker'
  | 'postgres'
  | 'redis'
  | 'prometheus'
  | 'alertmanager'
  | 'blackbox'
  | 'nodeExporter'
  | 'shop'
  | 'shopMetrics'
  | 'mailbox';

export type Ports = Readonly<Record<PortName, number>>;

/** A server that somebody else runs. */
export interface ExternalServer {
  /** the setting that names it */
  readonly name: string;
  /** its URL, as it was given */
  readonly value: string;
  readonly host: string;
  readonly port: number;
}

export type ServerName = 'postgres' | 'redis' | 'prometheus' | 'alertmanager';
export type External = { readonly [server in ServerName]?: ExternalServer };

/** What `readSettings` gives. */
export interface Settings {
  /** where the API listens */
  readonly host: string;
  readonly ports: Ports;
  /** as people reach it from outside */
  readonly url: string;
  readonly external: External;
  /** whether the user gave a secret of their own */
  readonly hasSecret: boolean;
  /** where the API's metrics listen, and the bearer token that those of API and worker ask for */
  readonly metrics: { readonly host: string; readonly token: string | null };
  readonly sample: boolean;
  readonly paths: Paths;
}

/** Paths of the programs of each tool by our names. */
export interface Programs {
  readonly postgres: {
    readonly postgres: string;
    readonly initdb: string;
    readonly pg_ctl: string;
    readonly pg_dump: string;
  };
  readonly redis: { readonly 'redis-server': string };
  readonly prometheus: { readonly prometheus: string; readonly promtool: string };
  readonly alertmanager: { readonly alertmanager: string; readonly amtool: string };
  readonly blackbox: { readonly blackbox: string };
  readonly nodeExporter: { readonly 'node-exporter': string };
  readonly pgbouncer: { readonly pgbouncer: string };
  readonly zsh: { readonly zsh: string };
  readonly fish: { readonly fish: string };
  readonly chromium: { readonly chromium: string };
}

export type ToolName = keyof Programs;

/** One tool that was found: its programs by our names, and of PostgreSQL its version and where it lies. */
export interface FoundTool {
  readonly [program: string]: string | number | null | undefined;
  readonly major?: number | null;
  readonly dir?: string;
}

/** As whom the servers run. */
export interface Account {
  readonly user: User | null;
  readonly capability: string | null;
  /** The command under this account; the kernel sends it `signal` when the launcher dies. */
  readonly wrap: (command: string[], signal: string) => string[];
  /** Hands a file or directory over to this account. */
  readonly own: (path: string) => void;
}

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** What is known of one process beyond doubt. */
export interface Identity {
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
}

/** What a lock's file says of its holder. */
export interface Lock {
  readonly identity: Identity;
}

/** Who holds a data directory. */
export interface Claim extends Lock {
  readonly run: string;
  readonly url: string;
}

/** One process that we started, so that whoever comes next can end it. */
export interface ProcessRecord {
  readonly name: string;
  readonly run: string;
  /** lower stages end first */
  readonly stage: number;
  readonly signal: NodeJS.Signals;
  /** how long it may take before it is killed */
  readonly seconds: number;
  readonly identity: Identity;
}

/** A long-running process that is kept alive. */
export interface Service {
  readonly name: string;
  /** its name for people */
  readonly say: string;
  /** lower ends first */
  readonly stage: number;
  readonly command: string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly wrap?: (command: string[], signal: string) => string[];
  /** ends it kindly, within `seconds` */
  readonly signal?: NodeJS.Signals;
  readonly seconds?: number;
  readonly ready: () => unknown;
  readonly readySeconds?: number;
  /** runs before every start */
  readonly before?: () => unknown;
  /** how to see that it is not only there but at work */
  readonly liveness?: Liveness;
}

export interface Liveness {
  /** whether it answers; what it throws counts as no */
  readonly answers: () => Promise<unknown>;
  /** how long it may be silent */
  readonly seconds: number;
  /** false: it is told of and left alone */
  readonly restart: boolean;
}

/** How a command ended; code 127 when it could not be started. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** show its output */
  readonly inherit?: boolean;
  readonly input?: string;
}
