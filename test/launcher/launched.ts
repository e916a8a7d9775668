import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `isAlive` of the launcher compares: a process is known by number, start time and boot. */
export interface Identity {
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
}

/** An empty data directory of a test's own. */
export function dataDirectory(): { readonly dir: string; readonly run: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-launcher-'));
  return {
    dir,
    run: join(dir, 'run'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Whether a port of the loopback interface is free. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(
    server.listen({ port, host: '127.0.0.1', exclusive: true }),
    'listening',
  ).then(() => true);
  const free = await Promise.race([listening, once(server, 'error').then(() => false)]).catch(
    () => false,
  );
  server.close();
  return free;
}

/** A base with eighteen free ports above it. */
export async function freePortBase(): Promise<number> {
  for (let base = 20_000 + (process.pid % 400) * 25; base < 60_000; base += 25) {
    const free = await Promise.all(Array.from({ length: 18 }, (_, i) => isFree(base + i)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no eighteen free ports in a row');
}

/** A launcher under test. */
export class Launched {
  output = '';
  private readonly exited: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.exited = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  }

  /**
   * @param env LEITSTAND_* values; nothing of the test's own environment reaches the launcher but where programs lie
   * @param within words of a command that becomes the launcher
   */
  static start(env: Record<string, string>, within: readonly string[] = []): Launched {
    const own = Object.entries(process.env).filter(
      ([name]) => !name.startsWith('LEITSTAND_') || name.startsWith('LEITSTAND_BIN'),
    );
    const words = [...within, 'node', 'scripts/start.mjs'];
    return new Launched(
      spawn(words[0] ?? 'node', words.slice(1), {
        env: { ...Object.fromEntries(own), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  get lines(): string[] {
    return this.output.trimEnd().split('\n');
  }

  /** The exit code, when it has ended and said everything. */
  exitCode(): Promise<number | null> {
    return this.exited;
  }

  /** Waits until a line begins with `start`. */
  async says(start: string, seconds: number): Promise<string> {
    const found = () => this.lines.find((line) => line.startsWith(start));
    await eventually(() => found() !== undefined || this.child.exitCode !== null, seconds);
    const line = found();
    if (line === undefined)
      throw new Error(`no line "${start}…" within ${seconds} s:\n${this.output}`);
    return line;
  }
}

/** An instance of a test's own: a launcher on an empty data directory and free ports. */
export class Instance {
  readonly data = dataDirectory();
  /** the console's; the worker's is two above it */
  base = 0;
  private started: Launched | undefined;

  /**
   * Begins, or begins again on the same data and ports.
   * @param env LEITSTAND_* values beside those of folder and ports; @param seconds until it is ready; @param within as of `Launched.start`
   */
  async begin(
    env: Record<string, string>,
    seconds: number,
    within: readonly string[] = [],
  ): Promise<void> {
    this.base ||= await freePortBase();
    this.started = Launched.start(
      { LEITSTAND_DATA_DIR: this.data.dir, LEITSTAND_PORT_BASE: String(this.base), ...env },
      within,
    );
    await this.started.says('ready: ', seconds);
  }

  get launched(): Launched {
    if (!this.started) throw new Error('the instance has not begun');
    return this.started;
  }

  /** The number of one of its processes. */
  pid(name: string): number {
    const file = readFileSync(join(this.data.run, `${name}.pid`), 'utf8');
    return (JSON.parse(file) as { identity: Identity }).identity.pid;
  }

  /** Ends it, and waits until it has ended. */
  async stop(): Promise<void> {
    this.started?.child.kill('SIGTERM');
    await this.started?.exitCode();
  }

  /** Ends it and removes what it left behind. */
  async end(): Promise<void> {
    await this.stop();
    this.data.remove();
  }
}

/** Polls until a condition holds. @throws when `seconds` pass first */
export async function eventually(condition: () => boolean, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > deadline)
      throw new Error(`did not come true within ${seconds} s: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Identity of a living process, null when it is gone or a zombie. Linux only, as are the servers' packages. */
export function identityOf(pid: number): Identity | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    return {
      pid,
      start: fields[19] ?? '',
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    };
  } catch {
    return null;
  }
}

/** Identities of all processes recorded in a run directory. */
export function recorded(run: string): Identity[] {
  const files = readdirSync(run).filter((name) => name.endsWith('.pid'));
  return files.map(
    (name) =>
      (JSON.parse(readFileSync(join(run, name), 'utf8')) as { identity: Identity }).identity,
  );
}

/** Whether that very process still lives. */
export const lives = ({ pid, start }: Identity): boolean => identityOf(pid)?.start === start;

/** A part of the instance as its status tells of it. */
export interface SeenComponent {
  readonly name: string;
  readonly state: string;
  readonly detail: { readonly code: string; readonly names?: readonly string[] } | null;
}

/** What the status says of a component; undefined while the API does not answer within two seconds, or does not know it. */
export async function componentOf(port: number, name: string): Promise<SeenComponent | undefined> {
  return (await componentsOf(port)).find((one) => one.name === name);
}

/** All that the status page names; nothing while nobody answers. */
export async function componentsOf(port: number): Promise<readonly SeenComponent[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/status`, {
    signal: AbortSignal.timeout(2000),
  })
    .then(async (response) => (await response.json()) as { components: SeenComponent[] })
    .catch(() => null);
  return answer?.components ?? [];
}

/** Whether the process behind a port says within two seconds that it lives. */
export const isLive = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Looks until `look` holds.
 * @throws when `seconds` pass first, with `what` and what `context` gives
 */
export async function within(
  seconds: number,
  what: string,
  look: () => Promise<boolean>,
  context: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s\n${context()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
