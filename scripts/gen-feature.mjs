// `npm run gen:feature -- NOUN [PLURAL] [--after FEATURE]`: a new feature with its tests from templates/feature, and its name in the few
// places that know every feature. What is left to do by hand stands in docs/adding-a-feature.md.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { LauncherError, die } from './lib/fail.mjs';
import { ROOT } from './lib/paths.mjs';

const TEMPLATE = join(ROOT, 'templates/feature');
const WORD = /^[a-z]{3,30}$/;
/** The feature that has the door through which nouns are listed, written and deleted: every other noun stands downstream of it. */
const DOOR = 'catalog';
const SAMPLE_MODULE = 'SampleHttpModule';
const RESERVED = new Set(
  'case class column const constraint default delete enum export function group grant import index interface new null order package primary public return select table type user void where with'.split(
    ' ',
  ),
);
const HELP = `npm run gen:feature -- NOUN [PLURAL] [--after FEATURE]
Makes a feature with its tests from templates/feature, behind FEATURE in the river (default: sample): a noun with versions that is listed,
read, written and deleted by the door of the catalog, and what is special about it to fill in.
`;

/** @param {string} word */
const capital = (word) => `${word[0].toUpperCase()}${word.slice(1)}`;

/**
 * @param {string} folder
 * @returns {Generator<string>} every file in it, however deep
 */
function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

/** Number of the next migration, four digits. */
function nextMigration() {
  const numbers = readdirSync(join(ROOT, 'apps/api/migrations')).map((name) =>
    Number(name.slice(0, 4)),
  );
  return String(Math.max(...numbers) + 1).padStart(4, '0');
}

/** What is to be written, kept until all of it is known to fit: a feature is made whole or not at all. */
class Plan {
  /** @type {Map<string, string>} path within the project → its new text */
  texts = new Map();

  /** @param {string} file */
  read(file) {
    return this.texts.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
  }

  /**
   * Puts text before or behind an anchor in a file, once.
   * @param {string} file
   * @param {string} anchor
   * @param {{before?: string, behind?: string}} text
   */
  insert(file, anchor, { before = '', behind = '' }) {
    const text = this.read(file);
    if (!text.includes(anchor))
      throw new LauncherError(`${file} has no "${anchor}" any more: mend scripts/gen-feature.mjs`);
    this.texts.set(file, text.replace(anchor, `${before}${anchor}${behind}`));
  }

  /** @returns {string[]} the paths */
  write() {
    for (const [file, text] of this.texts) {
      mkdirSync(dirname(join(ROOT, file)), { recursive: true });
      writeFileSync(join(ROOT, file), text);
    }
    return [...this.texts.keys()];
  }
}

/** @typedef {{noun: string, plural: string, after: string}} Feature */

/**
 * The template in the words of the feature.
 * @param {Plan} plan
 * @param {Feature} feature
 */
function copy(plan, { noun, plural }) {
  /** @param {string} text */
  const rename = (text) =>
    text
      .replaceAll('Widgets', capital(plural))
      .replaceAll('Widget', capital(noun))
      .replaceAll('widgets', plural)
      .replaceAll('widget', noun);
  const number = nextMigration();
  for (const from of filesIn(TEMPLATE)) {
    const to = rename(relative(TEMPLATE, from)).replace('NNNN', number);
    if (existsSync(join(ROOT, to)))
      throw new LauncherError(`${to} is there already: take another word, or delete it`);
    plan.texts.set(to, rename(readFileSync(from, 'utf8')));
  }
}

/**
 * The feature in the places that know every feature.
 * @param {Plan} plan
 * @param {Feature} feature
 */
function register(plan, { noun, plural, after }) {
  /** @param {string} kind */
  const module = (kind) => `${capital(plural)}${kind}Module`;
  /** @param {string} kind */
  const path = (kind) => `import { ${module(kind)} } from './${plural}/${plural}.module.js';\n`;
  if (!riverOf(plan).includes(plural))
    plan.insert('scripts/plan.cjs', `  '${after}',\n`, { behind: `  '${plural}',\n` });
  plan.insert('apps/api/src/app.module.ts', '\n/** The HTTP process. */', { before: path('Http') });
  plan.insert('apps/api/src/app.module.ts', `    ${SAMPLE_MODULE},\n`, {
    behind: `    ${module('Http')},\n`,
  });
  plan.insert('apps/api/src/worker.module.ts', '\n/** The background process', {
    before: path('Worker'),
  });
  plan.insert('apps/api/src/worker.module.ts', '    SlosWorkerModule,\n', {
    behind: `    ${module('Worker')},\n`,
  });
  plan.insert('libs/contract/src/roles.ts', "  'catalog:apply': ", {
    before: `  '${noun}:read': EVERYBODY,\n  '${noun}:write': ['editor'],\n`,
  });
}

/**
 * Features in their order, those included that are still to come.
 * @param {Plan} plan
 */
function riverOf(plan) {
  const list = /const RIVER = \[(.*?)\];/s.exec(plan.read('scripts/plan.cjs'))?.[1] ?? '';
  return [...list.matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name);
}

/**
 * Why a noun cannot be taken; null when it can.
 * @param {Plan} plan
 * @param {Feature} feature
 */
function objection(plan, { noun, plural, after }) {
  const river = riverOf(plan);
  if (!river.includes(after))
    return `--after ${after}: there is no such feature; there are ${river.join(', ')}`;
  if (river.indexOf(after) < river.indexOf(DOOR))
    return `--after ${after}: a noun is made of what ${DOOR} has for nouns, so it stands behind it`;
  if (RESERVED.has(noun) || RESERVED.has(plural))
    return `"${noun}" means something in TypeScript or SQL: take another word`;
  const permission = plan.read('libs/contract/src/roles.ts').includes(`'${noun}:`);
  const table = readdirSync(join(ROOT, 'apps/api/migrations')).some((name) =>
    new RegExp(`create table (${noun}|${plural}) `).test(plan.read(`apps/api/migrations/${name}`)),
  );
  const folder = [noun, plural].some((word) =>
    ['apps/api/src', 'apps/api/src/platform'].some((at) => existsSync(join(ROOT, at, word))),
  );
  if (permission || table || folder) return `there is a ${noun} already: take another word`;
  return null;
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      after: { type: 'string', default: 'sample' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [noun = '', plural = `${noun}s`] = positionals;
  const feature = { noun, plural, after: values.after };
  if (values.help) return void process.stdout.write(HELP);
  if (!WORD.test(noun) || !WORD.test(plural) || noun === plural)
    throw new LauncherError(
      'a feature is called by one noun of lower-case letters and its plural (a noun of two words is written as one): npm run gen:feature -- reminder, or: npm run gen:feature -- policy policies',
    );
  const plan = new Plan();
  const against = objection(plan, feature);
  if (against !== null) throw new LauncherError(against);
  copy(plan, feature);
  register(plan, feature);
  process.stdout.write(
    `wrote\n${plan
      .write()
      .map((file) => `  ${file}\n`)
      .join('')}next: npm run format, npm run gen, npm run check; then docs/adding-a-feature.md\n`,
  );
}

try {
  main();
} catch (error) {
  die(error);
}
