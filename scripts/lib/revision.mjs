// The commit that is built, for programs that run without `.git`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';

/** Leaves the commit where a program without `.git` finds it (`platform/telemetry/revision.ts`); without git what is there stays. */
export async function noteRevision() {
  const { code, out } = await run(['git', 'rev-parse', 'HEAD'], { cwd: ROOT }).catch(() => ({
    code: 1,
    out: '',
  }));
  if (code !== 0) return;
  const file = join(ROOT, 'dist/revision');
  if (existsSync(file) && readFileSync(file, 'utf8') === out) return;
  try {
    mkdirSync(join(ROOT, 'dist'), { recursive: true });
    writeFileSync(file, out);
  } catch {
    // a checkout that cannot be written to is built elsewhere
  }
}
