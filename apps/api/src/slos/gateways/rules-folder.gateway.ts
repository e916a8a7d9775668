import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import {
  access,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import { REVISION_FILE, isOurs } from '../domain/rule-files.js';

/** What a writer that was killed leaves: its name does not match what Prometheus loads. */
const UNFINISHED = /^\.(.+\.yaml)\..+\.new$/;
/** Files that are written at once: the disk takes them together. */
const AT_ONCE = 16;

/** The folder that Prometheus loads. Files appear whole or not at all, also after a power cut. */
@Injectable()
export class RulesFolder {
  private readonly path: string;
  /** marks of our files by name, as last found here or written by this process */
  private seen: Map<string, string> | undefined;

  constructor(settings: Settings) {
    this.path = resolve(projectRoot(), settings.get('RULES_DIR'));
  }

  /**
   * Whether files can be written there now. A folder that is gone is made again.
   * @returns the code of the system when not, like `EACCES`; `made`: the folder was not there
   */
  async inspect(): Promise<{ readonly trouble: string | null; readonly made: boolean }> {
    assertOutsideTransaction('the rules folder');
    let made = false;
    try {
      made = await this.make();
      const probe = join(this.path, `.probe.${process.pid}`);
      await writeFile(probe, '1');
      await rm(probe);
      return { trouble: null, made };
    } catch (error) {
      return { trouble: codeOf(error) || 'EIO', made };
    }
  }

  /**
   * Whether our files are otherwise than at the last look, by somebody else: what this process wrote since is no news. The first look is.
   * A folder that cannot be read is taken for an empty one.
   */
  async isChangedElsewhere(): Promise<boolean> {
    assertOutsideTransaction('the rules folder');
    const names = await readdir(this.path).catch(() => []);
    const found = new Map<string, string>();
    for (const name of names.filter(isOurs)) {
      const is = await stat(join(this.path, name)).catch(() => null);
      if (is) found.set(name, markOf(is));
    }
    const { seen } = this;
    this.seen = found;
    if (found.size !== seen?.size) return true;
    return [...found].some(([name, mark]) => seen.get(name) !== mark);
  }

  /**
   * Our files with their contents; what others put there is not looked at. What is no file but bears such a name has none ('').
   * @throws DomainError `dependency-unavailable` when the folder cannot be read
   */
  read(): Promise<Map<string, string>> {
    assertOutsideTransaction('the rules folder');
    return reached('read', async () => {
      await this.make();
      const names = (await readdir(this.path)).filter(isOurs);
      return new Map(
        await Promise.all(names.map(async (name) => [name, await this.textOf(name)] as const)),
      );
    });
  }

  /**
   * Writes beside each file and renames over it, so that no reader ever sees half of one. What another writer left
   * unfinished is taken away. The file that names the set comes after all others.
   * @param files texts by file name; null = deleted
   * @throws DomainError `dependency-unavailable` when the folder cannot be written to
   */
  async write(files: ReadonlyMap<string, string | null>): Promise<void> {
    assertOutsideTransaction('the rules folder');
    if (files.size === 0) return;
    await reached('written to', async () => {
      await this.sweep();
      const { [REVISION_FILE]: revision, ...others } = Object.fromEntries(files);
      const open = Object.entries(others).values(); // shared by all who write
      const writeNext = async () => {
        for (const [file, text] of open) await this.replace(file, text);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, writeNext));
      if (revision !== undefined) await this.replace(REVISION_FILE, revision);
      await synced(this.path, 'r', () => Promise.resolve());
    });
  }

  /** @returns whether it was not there @throws the system's error; of a folder that is gone that, not why it cannot be made again */
  private async make(): Promise<boolean> {
    try {
      return (await mkdir(this.path, { recursive: true })) !== undefined;
    } catch (error) {
      await access(this.path);
      throw error;
    }
  }

  private async replace(file: string, text: string | null): Promise<void> {
    const path = join(this.path, file);
    if (text === null) {
      await rm(path, { force: true, recursive: true });
      this.seen?.delete(file);
      return;
    }
    const beside = join(this.path, `.${file}.${randomUUID()}.new`);
    const written = await synced(beside, 'w', async (handle) => {
      await handle.writeFile(text);
      return markOf(await handle.stat());
    });
    await rename(beside, path).catch(async (error: unknown) => {
      if (codeOf(error) !== 'EISDIR') throw error;
      await rm(path, { recursive: true });
      await rename(beside, path);
    });
    this.seen?.set(file, written);
  }

  private async textOf(name: string): Promise<string> {
    try {
      return await readFile(join(this.path, name), 'utf8');
    } catch (error) {
      if (['EISDIR', 'ENOENT', 'ELOOP'].includes(codeOf(error))) return '';
      throw error;
    }
  }

  private async sweep(): Promise<void> {
    for (const name of await readdir(this.path)) {
      const [, of = ''] = UNFINISHED.exec(name) ?? [];
      if (isOurs(of)) await rm(join(this.path, name), { force: true });
    }
  }
}

/** Another one once a file is written or replaced. */
function markOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}

/** Opens, works, and returns what came of it once the disk has it. */
async function synced<T>(
  path: string,
  flags: 'r' | 'w',
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(path, flags);
  try {
    const result = await work(handle);
    await handle.sync();
    return result;
  } finally {
    await handle.close();
  }
}

async function reached<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    throw new DomainError(
      'dependency-unavailable',
      `The folder of the rule files cannot be ${what} (${code}).`,
    );
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
