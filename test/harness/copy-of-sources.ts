import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';

const run = promisify(execFile);

/**
 * A copy of everything that git knows or would take in, with the packages of this checkout, to break or to build upon.
 * @returns its folder, for the caller to delete
 */
export async function copyOfSources(): Promise<string> {
  const root = projectRoot();
  const copy = mkdtempSync(join(tmpdir(), 'leitstand-copy-'));
  const words = ['ls-files', '-z', '-co', '--exclude-standard'];
  const { stdout } = await run('git', words, { cwd: root, maxBuffer: 64e6 });
  for (const file of stdout.split('\0').filter((name) => name && existsSync(join(root, name))))
    cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
