// Debian's packages without root: a private apt state, `apt-get download`, `dpkg -x`.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherError } from './fail.mjs';
import { lastLine, run } from './run.mjs';

/** Whether this machine has apt and dpkg at all. */
export const isDebian = () => existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg');

/** A private apt: own lists, own cache, no locks, no other user. */
export class PrivateApt {
  /** @param {string} dir */
  constructor(dir) {
    this.dir = dir;
    for (const part of ['state/lists/partial', 'cache/archives/partial', 'debs'])
      mkdirSync(join(dir, part), { recursive: true });
    this.options = [
      ['Dir::State', join(dir, 'state')],
      ['Dir::State::status', '/var/lib/dpkg/status'],
      ['Dir::Cache', join(dir, 'cache')],
      ['Debug::NoLocking', '1'],
      ['APT::Sandbox::User', ''],
      ['APT::Update::Post-Invoke', ''],
      ['APT::Update::Post-Invoke-Success', ''],
      ['Acquire::Retries', '2'],
      ['Acquire::http::Timeout', '20'],
      ['Acquire::https::Timeout', '20'],
      ['Acquire::Languages', 'none'],
    ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    this.env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  }

  /**
   * @param {string} command
   * @param {string[]} words
   */
  #apt(command, ...words) {
    return run([`/usr/bin/${command}`, ...this.options, ...words], {
      cwd: join(this.dir, 'debs'),
      env: this.env,
    });
  }

  /** Fetches the lists of packages. A repository that fails does not matter as long as the packages are found. */
  async update() {
    const { code, err } = await this.#apt('apt-get', '-q', 'update');
    const cause = err
      .split('\n')
      .find((line) => /Failed to fetch|not signed|Could not|Unable to/i.test(line));
    this.complaint = cause ?? (code === 0 ? '' : lastLine(err));
  }

  /**
   * Names of all packages that begin with `prefix`.
   * @param {string} prefix
   */
  async names(prefix) {
    return (await this.#apt('apt-cache', 'pkgnames', prefix)).out.split('\n').filter(Boolean);
  }

  /**
   * The shared libraries these packages need and this machine lacks.
   * @param {string[]} packages
   * @returns {Promise<string[]>} package names
   */
  async missingLibraries(packages) {
    const flags = [
      '--no-recommends',
      '--no-suggests',
      '--no-conflicts',
      '--no-breaks',
      '--no-replaces',
      '--no-enhances',
    ];
    const [graph, installed, native] = await Promise.all([
      this.#apt('apt-cache', 'depends', '--recurse', ...flags, ...packages),
      run(['/usr/bin/dpkg-query', '-W', '-f', '${Package} ${Architecture} ${db:Status-Status}\n']),
      run(['/usr/bin/dpkg', '--print-architecture']),
    ]);
    const here = installedFor(native.out.trim(), installed.out);
    return closure(parseDepends(graph.out), packages).filter((name) => !here.has(name));
  }

  /**
   * Downloads packages.
   * @param {string[]} packages
   * @returns {Promise<string>} the directory that now holds the .deb files
   * @throws {LauncherError} when one is not to be had
   */
  async download(packages) {
    const { code, err } = await this.#apt('apt-get', '-q', 'download', ...packages);
    if (code === 0) return join(this.dir, 'debs');
    const why = this.complaint || lastLine(err);
    throw new LauncherError(
      `cannot fetch Debian packages (${why}): check the network and /etc/apt/sources.list, or install as root: apt-get install ${packages.filter((name) => !name.startsWith('lib')).join(' ')}`,
    );
  }
}

/**
 * Out of lines "package architecture status": what is installed here for this architecture (amd64, arm64 …) or for all.
 * @param {string} architecture
 * @param {string} text
 */
export function installedFor(architecture, text) {
  const lines = text.split('\n').map((line) => line.split(' '));
  return new Set(
    lines
      .filter(([, of, status]) => status === 'installed' && [architecture, 'all'].includes(of))
      .map(([name]) => name),
  );
}

/**
 * The output of `apt-cache depends --recurse` as package → first alternatives.
 * @param {string} text
 * @returns {Map<string, string[]>}
 */
export function parseDepends(text) {
  const graph = new Map();
  let own = [];
  let skip = false; // inside "a | b": a was taken
  let virtual = false; // the next deeper line names who provides it
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) graph.set(line.replace(/:.*/, ''), (own = []));
    const edge = /^ {1,2}(\|?)(?:Pre)?Depends: (\S+)/.exec(line);
    if (edge) {
      virtual = !skip && edge[2].startsWith('<');
      if (!skip && !virtual) own.push(edge[2].replace(/:.*/, ''));
      skip = edge[1] === '|';
    } else if (virtual && /^ {4}\S/.test(line)) {
      own.push(line.trim().replace(/:.*/, ''));
      virtual = false;
    }
  }
  return graph;
}

// JIT and JavaScript assets are never loaded; libc belongs to the machine.
/** @param {string} name */
const isLibrary = (name) =>
  name.startsWith('lib') && !/^(libjs-|libllvm|libc6$|libc-bin$)/.test(name);

/**
 * All libraries reachable from `roots` over libraries alone.
 * @param {Map<string, string[]>} graph
 * @param {string[]} roots
 */
export function closure(graph, roots) {
  const found = new Set();
  const open = [...roots];
  while (open.length > 0) {
    for (const next of graph.get(open.pop() ?? '') ?? []) {
      if (!isLibrary(next) || found.has(next) || roots.includes(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return [...found];
}

/**
 * Unpacks packages into a directory.
 * @param {string} debs directory of .deb files
 * @param {string[]} names which of them
 * @param {string} into
 */
export async function unpack(debs, names, into) {
  mkdirSync(into, { recursive: true });
  const files = readdirSync(debs);
  for (const name of names) {
    const file = files.find((entry) => entry.startsWith(`${name}_`));
    if (!file)
      throw new LauncherError(
        `the Debian package ${name} did not arrive: start again, or install it with apt-get install ${name}`,
      );
    const { code, err } = await run(['/usr/bin/dpkg', '-x', join(debs, file), into]);
    if (code !== 0) throw new Error(lastLine(err) || `cannot unpack ${file}`);
  }
}
