import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../config/project-root.js';
import { revisionOf } from './revision.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leitstand-revision-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('the revision', () => {
  it('of this checkout is a commit', () => {
    expect(revisionOf(undefined, projectRoot())).toMatch(/^[0-9a-f]{40}$/);
  });

  it('is what the operator says, whatever is checked out', () => {
    file('.git/HEAD', COMMIT);
    expect(revisionOf('release-7', root)).toBe('release-7');
  });

  it.each<[string, Record<string, string>]>([
    ['a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${COMMIT}\n` }],
    [
      'a branch that git has packed',
      {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.git/packed-refs': `# pack-refs with: peeled\n${COMMIT} refs/heads/main\n`,
      },
    ],
    ['a commit without a branch', { '.git/HEAD': `${COMMIT}\n` }],
    [
      'a worktree',
      {
        '.git': 'gitdir: main/.git/worktrees/a\n',
        'main/.git/worktrees/a/HEAD': 'ref: refs/heads/a\n',
        'main/.git/worktrees/a/commondir': '../..\n',
        'main/.git/refs/heads/a': `${COMMIT}\n`,
      },
    ],
    ['a package that notes it', { 'dist/revision': `${COMMIT}\n` }],
  ])('is read of %s', (_, files) => {
    for (const [path, text] of Object.entries(files)) file(path, text);
    expect(revisionOf('', root)).toBe(COMMIT);
  });

  it('is unknown only where nothing names it', () => {
    file('.git/HEAD', 'ref: refs/heads/nothing-committed-yet\n');
    expect(revisionOf(undefined, root)).toBe('unknown');
  });
});
