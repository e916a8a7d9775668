import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import { isOurs } from '../domain/rule-files.js';

/** The folder that Prometheus loads. Files appear whole or not at all. */
@Injectable()
export class RulesFolder {
  private readonly path: string;

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
      made = (await mkdir(this.path, { recursive: true })) !== undefined;
      const probe = join(this.path, `.probe.${process.pid}`);
      await writeFile(probe, '1');
      await rm(probe);
      return { trouble: null, made };
    } catch (error) {
      return { trouble: codeOf(error), made };
    }
  }

  /**
   * Our files with their contents; what others put there is not looked at.
   * @throws DomainError `dependency-unavailable` when the folder cannot be read
   */
  read(): Promise<Map<string, string>> {
    assertOutsideTransaction('the rules folder');
    return namingTheFolder('read', this.readAll());
  }

  private async readAll(): Promise<Map<string, string>> {
    await mkdir(this.path, { recursive: true });
    const names = (await readdir(this.path)).filter(isOurs);
    return new Map(
      await Promise.all(
        names.map(async (name) => [name, await readFile(join(this.path, name), 'utf8')] as const),
      ),
    );
  }

  /**
   * Writes beside each file and renames over it, so that no reader ever sees half of one.
   * @param files texts by file name; null = deleted
   * @throws DomainError `dependency-unavailable` when the folder cannot be written
   */
  write(files: ReadonlyMap<string, string | null>): Promise<void> {
    assertOutsideTransaction('the rules folder');
    return namingTheFolder('written', this.writeAll(files));
  }

  private async writeAll(files: ReadonlyMap<string, string | null>): Promise<void> {
    for (const [file, text] of files) {
      const path = join(this.path, file);
      if (text === null) {
        await rm(path, { force: true });
        continue;
      }
      const beside = join(this.path, `.${file}.${process.pid}.new`);
      await writeFile(beside, text);
      await rename(beside, path);
    }
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'EIO';
}

/** The folder is at fault, not the work that needs it. The sentence carries no path: people of every territory read it. */
async function namingTheFolder<T>(what: 'read' | 'written', work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DomainError(
      'dependency-unavailable',
      `The folder of the rules cannot be ${what} (${codeOf(error)}).`,
    );
  }
}
