import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import { isOurs } from '../domain/rule-files.js';

/** The folder that Prometheus loads. Files appear whole or not at all. */
@Injectable()
export class RulesFolder {
  private readonly path: string;

  constructor(settings: Settings) {
    this.path = resolve(projectRoot(), settings.get('RULES_DIR'));
  }

  /** Our files with their contents; what others put there is not looked at. */
  async read(): Promise<Map<string, string>> {
    assertOutsideTransaction('the rules folder');
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
   */
  async write(files: ReadonlyMap<string, string | null>): Promise<void> {
    assertOutsideTransaction('the rules folder');
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
