import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPLETION_SCRIPTS } from '../../../apps/cli/src/completion/scripts.js';
import { tokenOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { cliOf, listen, type Cli } from './cli.js';
import { programOf, runScript, type ShellName } from './shells.js';

const TERRITORIES = ['CH', 'DE'];
const SHOP = ['shop-availability', 'shop-ch-availability', 'shop-latency'];

const team = (name: string) =>
  `apiVersion: leitstand/v1\nkind: Team\nmetadata: { name: ${name} }\nspec: { territory: DE }\n`;

let test: TestApp;
let admin: Cli;
let env: Record<string, string>;
beforeAll(async () => {
  test = await startTestApp();
  const url = await listen(test);
  const grants = [{ role: 'admin', territories: TERRITORIES }] as const;
  const scopes = [
    'audit:read',
    'catalog:apply',
    'environment:read',
    'environment:write',
    'slo:read',
    'slo:write',
    'subject:read',
    'subject:write',
    'team:read',
    'team:write',
  ] as const;
  const actor = await tokenOf(test, grants, scopes, TERRITORIES);
  admin = cliOf(url, actor);
  expect((await admin('catalog apply -f samples/catalog')).code).toBe(0);
  const home = mkdtempSync(join(tmpdir(), 'leitstand-shell-'));
  writeFileSync(join(home, 'an objective.yaml'), '');
  env = {
    HOME: home,
    XDG_CONFIG_HOME: home,
    LEITSTAND_URL: url,
    LEITSTAND_TOKEN: actor.headers.authorization?.replace('Bearer ', '') ?? '',
  };
});
afterAll(async () => {
  await test.close();
});

/** A script that prints what the shell would offer after `line`, whose words stand between single blanks. */
const ASKING: Readonly<Record<ShellName, (line: string) => string>> = {
  bash: (line) => {
    const words = line.replace('=', ' = ').split(' ');
    return `source <(leitstand completion bash)
      COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}
      _leitstand; printf '%s\\n' "\${COMPREPLY[@]}"`;
  },
  // Outside of its line editor zsh has no _describe and no _files: these print what they are given.
  zsh: (line) => {
    const words = line.split(' ');
    return `compdef() { :; }; compset() { :; }
      _describe() { print -rl -- "\${(@)\${(P)4}%%:*}"; }; _files() { print -rl -- *.yaml; }
      source <(leitstand completion zsh)
      words=(${words.map((word) => `'${word}'`).join(' ')}) CURRENT=${words.length}
      _leitstand`;
  },
  fish: (line) => `leitstand completion fish | source; complete -C '${line}'`,
};

async function offered(shell: ShellName, line: string): Promise<string[]> {
  const { out, err } = await runScript(shell, `cd "$HOME"\n${ASKING[shell](line)}`, env);
  expect(err).toBe('');
  return out.split('\n').flatMap((word) => word.split('\t')[0] || []);
}

describe.each(['bash', 'zsh', 'fish'] as const)('completion in %s', (shell) => {
  it('asks the program, and nothing in it is left open', () => {
    const script = COMPLETION_SCRIPTS[shell];
    expect(script).toContain('leitstand completion words -- ');
    const count = (pattern: RegExp) => (script.match(pattern) ?? []).length;
    const [opened, closed] =
      shell === 'fish' ? [/^ *(function|for|if|else if) /gm, /^ *end$/gm] : [/\{/g, /\}/g];
    expect([count(opened), count(/'/g) % 2, count(/"/g) % 2]).toEqual([count(closed), 0, 0]);
  });

  it('is a script that the shell can read', async () => {
    const script = `leitstand completion ${shell} | ${programOf(shell)} -n`;
    expect(await runScript(shell, script, env)).toEqual({ code: 0, out: '', err: '' });
  });

  it('knows verbs, options, what they take, and the names that the server has', async () => {
    const verbs = await offered(shell, 'leitstand slo ');
    expect(verbs.toSorted()).toEqual(['apply', 'delete', 'get', 'list']);
    expect(await offered(shell, 'leitstand slo list --bu')).toEqual(['--budget', '--burn']);
    const equals = await offered(shell, 'leitstand slo list --budget=ex');
    expect(equals).toEqual([shell === 'bash' ? 'exhausted' : '--budget=exhausted']);
    const slugs = await offered(shell, 'leitstand slo get shop-');
    expect(slugs.toSorted()).toEqual(SHOP);
    expect(await offered(shell, 'leitstand slo apply -f an')).toEqual(['an objective.yaml']);
    const glued = shell === 'fish' ? '--token-file=' : '';
    expect(await offered(shell, 'leitstand status --token-file=an')).toEqual([
      `${glued}an objective.yaml`,
    ]);
  });
});

describe('a reader of the output', () => {
  const bash = (script: string) => runScript('bash', `set -o pipefail\n${script}`, env);

  it('may stop early without a word, and the command keeps its exit code', async () => {
    expect(await bash('leitstand slo list -q | head -1')).toMatchObject({ code: 0, err: '' });
    expect(await bash('leitstand catalog export | true')).toEqual({ code: 0, out: '', err: '' });
    expect(await bash('leitstand status -q | true')).toMatchObject({ code: 3 });
    expect(await bash('leitstand slo get nothing 2>&1 | true')).toMatchObject({ code: 1 });
  });

  it('ends what would go on for ever, as soon as there is something to write', async () => {
    const progress = { ended: false };
    const following = bash('leitstand audit tail --follow -n 1000 -q | head -1').finally(() => {
      progress.ended = true;
    });
    for (let n = 0; !progress.ended; n += 1)
      expect((await admin('catalog apply -f -', team(`follower-${n}`))).code).toBe(0);
    expect(await following).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\n$/) });
  });

  it('that is full makes it a failure, said in one line', async () => {
    for (const command of ['slo list', 'catalog export', 'help', 'status -q'])
      expect([command, await bash(`leitstand ${command} -q > /dev/full`)]).toEqual([
        command,
        { code: 1, out: '', err: 'leitstand: the output cannot be written (ENOSPC).\n' },
      ]);
  });
});
