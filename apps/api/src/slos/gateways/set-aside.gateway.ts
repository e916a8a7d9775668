import { readFile, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import { isOurs } from '../domain/rule-files.js';
import { keptName, type SetAside } from '../domain/set-aside.js';

/** Where `npm start` moves rule files with which its Prometheus would not start: beside the folder of the rules. */
@Injectable()
export class SetAsideFolder {
  private readonly rules: string;

  constructor(settings: Settings) {
    this.rules = resolve(projectRoot(), settings.get('RULES_DIR'));
  }

  /** Files of others that lie there and did not come back; ours are written again by themselves. None where there is no such folder. */
  async files(): Promise<SetAside[]> {
    assertOutsideTransaction('the rules folder');
    const place = `${this.rules}-set-aside`;
    const newest = new Map<string, string>(); // the names end in the time
    for (const file of (await readdir(place).catch(() => [])).toSorted()) {
      const name = keptName(file);
      if (name !== null && !isOurs(name)) newest.set(name, file);
    }
    const found = [...newest].map(async ([name, file]) => {
      const isBack = await stat(join(this.rules, name)).catch(() => null);
      if (isBack) return [];
      const why = await readFile(join(place, `${file}.why`), 'utf8').catch(() => '');
      return [{ name, why: why.trim() || 'Prometheus cannot read it' }];
    });
    return (await Promise.all(found)).flat();
  }
}
