import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the launcher says, with its standard output on a descriptor. */
function say(descriptor: number, lines: string[]) {
  const module = pathToFileURL(resolve('scripts/lib/progress.mjs')).href;
  const program = `
    const { Progress } = await import(${JSON.stringify(module)});
    const progress = new Progress();
    for (const line of ${JSON.stringify(lines)}) { progress.say(line); await new Promise(setImmediate); }
    process.stderr.write('went on');`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', descriptor, 'pipe'],
    encoding: 'utf8',
  });
}

describe('what the launcher says', () => {
  it('stands in the file that its output goes to', () => {
    const dir = mkdtempSync(join(tmpdir(), 'leitstand-progress-'));
    const file = join(dir, 'out');
    const descriptor = openSync(file, 'a');
    say(descriptor, ['one', 'two']);
    closeSync(descriptor);
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
    rmSync(dir, { recursive: true });
  });

  it('is lost on a full disk, and the launcher goes on', () => {
    const descriptor = openSync('/dev/full', 'a');
    const { status, stderr } = say(descriptor, ['one', 'two']);
    closeSync(descriptor);
    expect([status, stderr]).toEqual([0, 'went on']);
  });
});
