import { open, mkdir, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import { AnchorStore } from './anchor-store.js';

const FILE = 'audit-anchors.log';

/** Anchors in a file that is only ever appended to: one line an hour, about 2 MB a year, and one whenever somebody verifies what is new. */
@Injectable()
export class AnchorFile extends AnchorStore {
  private readonly path: string;

  constructor(settings: Settings) {
    super();
    this.path = join(resolve(projectRoot(), settings.get('AUDIT_DIR')), FILE);
  }

  override async lines(): Promise<string[]> {
    assertOutsideTransaction('the anchors of the audit trail');
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').slice(0, -1);
  }

  override async append(line: string): Promise<void> {
    assertOutsideTransaction('the anchors of the audit trail');
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = await open(this.path, 'a+', 0o600);
    try {
      await dropTornLine(file);
      await file.appendFile(`${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(dirname(this.path));
  }
}

/** A line that a crash left without its end was never an anchor. */
async function dropTornLine(file: FileHandle): Promise<void> {
  const text = await file.readFile();
  const whole = text.lastIndexOf('\n') + 1;
  if (whole < text.length) await file.truncate(whole);
}

/** A file that is new stands in its folder only once that is written, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
