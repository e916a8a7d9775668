// A private copy of a tool below <data>/bin: unpacked aside, then renamed into place, so half a copy never counts.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PrivateApt, isDebian, unpack } from './debian.mjs';
import { LauncherError } from './fail.mjs';
import { STAND, relocateTemplates } from './relocate.mjs';
import { TOOLS } from './tools.mjs';

/** @import { ToolName, FoundTool } from './types.js' */

const STAMP = 'complete.json';

/**
 * Programs of an earlier private copy by our names, null when there is none, or none of the packages that are wanted now.
 * @param {string} bin
 * @param {ToolName} tool
 * @returns {FoundTool | null}
 */
export function findPrivate(bin, tool) {
  const dir = join(bin, tool);
  const { major, packages } = readStamp(dir);
  if (!packages) return null;
  if (!numbered(TOOLS[tool].packages, major ?? null).every((name) => packages.includes(name)))
    return null;
  const programs = Object.keys(TOOLS[tool].programs).map((name) => [name, join(dir, 'run', name)]);
  return programs.every(([, file]) => existsSync(file))
    ? { ...Object.fromEntries(programs), major, dir }
    : null;
}

/**
 * What a finished copy says of itself; empty for a missing or torn stamp.
 * @param {string} dir
 * @returns {{major?: number | null, packages?: string[]}}
 */
function readStamp(dir) {
  try {
    return JSON.parse(readFileSync(join(dir, STAMP), 'utf8'));
  } catch {
    return {};
  }
}

/**
 * @param {string[]} words
 * @param {number | null} major
 */
const numbered = (words, major) =>
  words.map((word) => word.replaceAll('-N', `-${major}`).replaceAll('/N/', `/${major}/`));

/** @param {string} root */
function libraryDirs(root) {
  const dirs = [];
  const machine = join(root, 'usr/lib');
  const triplets = existsSync(machine)
    ? readdirSync(machine).filter((name) => name.includes('-linux-gnu'))
    : [];
  for (const triplet of triplets) {
    for (const part of ['', 'nss', 'pulseaudio']) dirs.push(join('usr/lib', triplet, part));
    dirs.push(join('lib', triplet));
  }
  return dirs.filter((dir) => existsSync(join(root, dir)));
}

/**
 * A small script per program that sets the library path and becomes the program.
 * @param {string} dir
 * @param {ToolName} tool
 * @param {number | null} major
 */
function writeWrappers(dir, tool, major) {
  const root = join(dir, 'root');
  const libraries = libraryDirs(root)
    .map((part) => `$root/${part}`)
    .join(':');
  mkdirSync(join(dir, 'run'), { recursive: true });
  for (const [name, aliases] of Object.entries(TOOLS[tool].programs)) {
    const places = numbered(TOOLS[tool].inside, major).flatMap((inside) =>
      aliases.map((alias) => join(inside, alias)),
    );
    const place = places.find((candidate) => existsSync(join(root, candidate)));
    if (!place)
      throw new LauncherError(
        `the Debian packages of ${TOOLS[tool].say} hold no ${name}: install it yourself and put it on the PATH`,
      );
    const lines = ['#!/bin/sh', 'root=$(cd "$(dirname "$0")/../root" && pwd -P) || exit 1'];
    if (libraries)
      lines.push(`export LD_LIBRARY_PATH="${libraries}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`);
    if (tool === 'chromium') lines.push('export FONTCONFIG_FILE="$root/../fonts.conf"');
    // It takes what lies beside it for its own where both of its folders do.
    if (tool === 'fish') symlinkSync('../etc', join(root, 'usr/etc'));
    if (tool === 'alertmanager' && relocateTemplates(join(root, place)))
      lines.push(`cd "$root/${STAND}" || exit 1`);
    lines.push(`exec "$root/${place}" "$@"`, '');
    writeFileSync(join(dir, 'run', name), lines.join('\n'));
    chmodSync(join(dir, 'run', name), 0o755);
  }
  if (tool === 'chromium') writeFileSync(join(dir, 'fonts.conf'), FONTS);
}

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">root/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/**
 * @param {PrivateApt} apt
 * @param {ToolName[]} tools
 * @param {number | null} wanted
 */
async function chooseMajor(apt, tools, wanted) {
  if (!tools.includes('postgres')) return null;
  const offered = (await apt.names('postgresql-'))
    .map((name) => Number(/^postgresql-(\d+)$/.exec(name)?.[1]))
    .filter((n) => n >= 15);
  const major = wanted ?? Math.min(...offered);
  if (offered.includes(major)) return major;
  const hint = apt.complaint ? ` (${apt.complaint})` : '';
  if (!wanted)
    throw new LauncherError(
      `no package of PostgreSQL 15 or newer found${hint}: install it as root (apt-get install postgresql-15), or set LEITSTAND_DATABASE_URL`,
    );
  throw new LauncherError(
    `the database in the data directory was made by PostgreSQL ${wanted}, which is neither on this machine nor among its Debian packages${hint}: install PostgreSQL ${wanted}, or set LEITSTAND_DATA_DIR to an empty directory to begin anew`,
  );
}

/** @param {string} bin */
function sweep(bin) {
  for (const name of readdirSync(bin)) {
    const pid = /^\.new-(\d+)$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`))
      rmSync(join(bin, name), { recursive: true, force: true });
  }
}

/**
 * Downloads and unpacks tools.
 * @param {string} bin <data>/bin
 * @param {ToolName[]} tools names out of TOOLS
 * @param {number | null} [postgresMajor] the version the data want
 * @throws {LauncherError} with what to install by hand
 */
export async function fetchPrivate(bin, tools, postgresMajor = null) {
  sweep(bin);
  const work = join(bin, `.new-${process.pid}`);
  const apt = new PrivateApt(join(work, 'apt'));
  try {
    await apt.update();
    const major = await chooseMajor(apt, tools, postgresMajor);
    const plans = await Promise.all(
      tools.map(async (tool) => {
        const packages = numbered(TOOLS[tool].packages, major);
        return { tool, names: [...packages, ...(await apt.missingLibraries(packages))] };
      }),
    );
    const debs = await apt.download([...new Set(plans.flatMap((plan) => plan.names))]);
    await Promise.all(
      plans.map(async ({ tool, names }) => {
        const dir = join(work, tool);
        await unpack(debs, names, join(dir, 'root'));
        writeWrappers(dir, tool, major);
        writeFileSync(join(dir, STAMP), JSON.stringify({ packages: names, major }));
        rmSync(join(bin, tool), { recursive: true, force: true });
        renameSync(dir, join(bin, tool));
      }),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The line for a machine without Debian's packages.
 * @param {ToolName[]} missing
 */
export function requireDebian(missing) {
  if (isDebian()) return;
  const what = missing.map((tool) => TOOLS[tool].say).join(', ');
  throw new LauncherError(
    `not found on this machine: ${what}: install them and put them on the PATH, or run them with "docker compose up -d" and set the LEITSTAND_*_URL settings as compose.yaml says`,
  );
}
