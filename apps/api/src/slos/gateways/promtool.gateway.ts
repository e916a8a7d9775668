import { execFile, type ExecFileException } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';

const PREFIX = 'leitstand-check-';
const ABANDONED_MS = 3_600_000;
const TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 8_000_000;
const MAX_WORDS = 400;

/** How a run of promtool ended; `whole` = by itself, with everything it had to say. */
interface Run {
  readonly whole: boolean;
  readonly out: string;
  readonly err: string;
}

/** Prometheus' own program for looking at files: it reads rules as the server of its version does, without being one. */
@Injectable()
export class Promtool {
  private readonly path: string | undefined;

  constructor(
    settings: Settings,
    private readonly clock: Clock,
  ) {
    this.path = settings.get('PROMTOOL');
  }

  /** The version it was built from (`2.42.0+ds`); null when there is none at hand. Looked up anew: it may be updated any time. */
  async version(): Promise<string | null> {
    assertOutsideTransaction('promtool');
    if (this.path === undefined) return null;
    const { out, err } = await run(this.path, ['--version'], tmpdir()).catch(() => NOTHING);
    return /^promtool, version (\S+)/m.exec(`${out}\n${err}`)?.[1] ?? null;
  }

  /**
   * Checks rule files in a scratch folder that nobody else reads.
   * @param texts whole rule files
   * @returns for each null when it is taken, promtool's words when it is not, undefined when it came to no end
   * @throws DomainError `dependency-unavailable` when there is no promtool, or no room for the scratch folder
   */
  async check(texts: readonly string[]): Promise<(string | null | undefined)[]> {
    assertOutsideTransaction('promtool');
    const { path } = this;
    if (path === undefined) throw unavailable('there is none');
    const folder = join(tmpdir(), PREFIX + randomUUID());
    // Names that nobody can guess: what a text makes promtool say cannot be taken for its word about another.
    const files = texts.map((text) => ({ name: `${randomUUID()}.yaml`, text }));
    try {
      await sweep(this.clock.now().getTime());
      await mkdir(folder, { mode: 0o700 });
      for (const { name, text } of files) await writeFile(join(folder, name), text);
      return await checkAll(
        path,
        folder,
        files.map(({ name }) => name),
      );
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw unavailable((error as { code?: string }).code ?? 'error');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** All in one run; where that comes to no end, in halves, so that one file takes no other with it. */
async function checkAll(
  path: string,
  folder: string,
  names: readonly string[],
): Promise<(string | null | undefined)[]> {
  const { whole, out, err } = await run(path, ['check', 'rules', '--lint=none', ...names], folder);
  if (whole) return names.map((name) => verdict(name, out, err));
  if (names.length <= 1) return names.map(() => undefined);
  const middle = Math.ceil(names.length / 2);
  return [
    ...(await checkAll(path, folder, names.slice(0, middle))),
    ...(await checkAll(path, folder, names.slice(middle))),
  ];
}

/** Only a word of success counts as success. */
function verdict(name: string, out: string, err: string): string | null | undefined {
  const at = out.indexOf(`Checking ${name}\n`);
  if (at < 0) return undefined;
  if (out.startsWith('  SUCCESS', at + `Checking ${name}\n`.length)) return null;
  const told = err
    .split('\n')
    .filter((line) => line.startsWith(`${name}: `))
    .map((line) => line.slice(name.length + 2).replace(/^\d+:\d+: /, ''));
  const faults = [...new Set(told)]; // a file that is no YAML is told twice
  const [first = 'it does not say why'] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return first.slice(0, MAX_WORDS) + more;
}

const NOTHING: Run = { whole: false, out: '', err: '' };

/** @throws DomainError `dependency-unavailable` when it cannot be started */
function run(path: string, words: readonly string[], cwd: string): Promise<Run> {
  const options = {
    cwd,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
  } as const;
  return new Promise((resolve, reject) => {
    execFile(path, [...words], options, (error: ExecFileException | null, out, err) => {
      if (typeof error?.code === 'string' && error.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        reject(unavailable(error.code));
      else resolve({ whole: error === null || typeof error.code === 'number', out, err });
    });
  });
}

/** Takes away what a process left that was killed while it checked. */
async function sweep(now: number): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(tmpdir(), name);
    const since = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    );
    if (now - since > ABANDONED_MS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined); // somebody else's
  }
}

function unavailable(reason: string): DomainError {
  return new DomainError('dependency-unavailable', `promtool cannot check rules (${reason}).`);
}
