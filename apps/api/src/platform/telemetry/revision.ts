import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Where a build notes what it was made of: a package or an image has no `.git`. */
const NOTED = 'dist/revision';

/**
 * The revision of the running program: what the operator says, else the commit of the checkout, else what the build noted.
 * @param said LEITSTAND_REVISION; empty or undefined = nothing
 * @param root folder of the project
 * @returns a commit, or `unknown` where none of them is there
 */
export function revisionOf(said: string | undefined, root: string): string {
  return said || commitOf(root) || read(join(root, NOTED)) || 'unknown';
}

/** The commit that is checked out, read from git's files: the program need not be there. @returns null when there is none */
function commitOf(root: string): string | null {
  const git = gitFolder(join(root, '.git'));
  const head = git && read(join(git, 'HEAD'));
  if (!head) return null;
  const ref = /^ref: (\S+)$/.exec(head)?.[1];
  if (!ref) return head;
  const common = read(join(git, 'commondir')); // of a worktree: where its branches are
  const shared = common ? join(git, common) : git;
  return read(join(shared, ref)) ?? packed(join(shared, 'packed-refs'), ref);
}

/** A worktree and a submodule have a file that names the folder. */
function gitFolder(path: string): string | null {
  if (!existsSync(path)) return null;
  if (statSync(path).isDirectory()) return path;
  const folder = /^gitdir: (.+)$/.exec(read(path) ?? '')?.[1];
  if (!folder) return null;
  return isAbsolute(folder) ? folder : join(path, '..', folder);
}

function packed(file: string, ref: string): string | null {
  const line = read(file)
    ?.split('\n')
    .find((text) => text.endsWith(` ${ref}`));
  return line?.split(' ')[0] ?? null;
}

/** @returns the text of a file without white space around it; null when it is empty or cannot be read */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
