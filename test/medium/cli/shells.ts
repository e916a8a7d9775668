import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';

const ROOT = projectRoot();
const execute = promisify(execFile);

/** What `leitstand` runs here: the sources, by this Node. */
const PROGRAM = [
  process.execPath,
  '-C leitstand-source',
  `--import ${join(ROOT, 'test/harness/typescript.mjs')}`,
  join(ROOT, 'apps/cli/src/main.ts'),
].join(' ');

export type ShellName = 'bash' | 'zsh' | 'fish';

/** What starts a shell: the machine's bash, and the others as they were found or unpacked for the tests. */
export function programOf(shell: ShellName): string {
  return process.env[`LEITSTAND_TEST_${shell.toUpperCase()}`] ?? shell;
}

/** What a script left behind. */
export interface Script {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a script in which `leitstand` is a function, without configuration of a user's; `HOME` is an empty folder. */
export async function runScript(
  shell: ShellName,
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<Script> {
  const leitstand =
    shell === 'fish'
      ? `function leitstand; ${PROGRAM} $argv; end`
      : `leitstand() { ${PROGRAM} "$@"; }`;
  // A zsh that was unpacked looks for its modules where an installed one has them, whatever its environment says.
  const modules =
    shell === 'zsh'
      ? `module_path+=("${dirname(programOf(shell))}"/../root/usr/lib/*/zsh/*(N))`
      : '';
  const plain = { bash: ['--norc', '--noprofile'], zsh: ['-f'], fish: [] }[shell];
  try {
    const { stdout, stderr } = await execute(
      programOf(shell),
      [...plain, '-c', `${modules}\n${leitstand}\n${script}`],
      {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...env },
        timeout: 50_000,
      },
    );
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}
