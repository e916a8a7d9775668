// `npm run gen:feature -- NOUN [PLURAL] [--after FEATURE]`: a new feature with its tests from templates/feature, and its name in the few
// places that know every feature. What is left to do by hand stands in docs/adding-a-feature.md.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { LauncherError, die } from './lib/fail.mjs';
import { ROOT } from './lib/paths.mjs';

const TEMPLATE = join(ROOT, 'templates/feature');
const WORD = /^[a-z]{3,30}$/;
const SAMPLE_MODULE = 'SampleHttpModule';

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

/**
 * Puts text before or behind an anchor in a file, once.
 * @param {string} file
 * @param {string} anchor
 * @param {{before?: string, behind?: string}} text
 * @returns {string} the file
 */
function insert(file, anchor, { before = '', behind = '' }) {
  const path = join(ROOT, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(anchor))
    throw new LauncherError(`${file} has no "${anchor}" any more: mend scripts/gen-feature.mjs`);
  writeFileSync(path, text.replace(anchor, `${before}${anchor}${behind}`));
  return file;
}

/**
 * Copies the template in the words of the feature.
 * @param {(text: string) => string} rename
 * @returns {string[]} paths of the new files
 */
function copy(rename) {
  const number = nextMigration();
  const files = [...filesIn(TEMPLATE)].map((from) => ({
    from,
    to: rename(relative(TEMPLATE, from)).replace('NNNN', number),
  }));
  const there = files.find(({ to }) => existsSync(join(ROOT, to)));
  if (there)
    throw new LauncherError(`${there.to} is there already: take another word, or delete it`);
  for (const { from, to } of files) {
    mkdirSync(dirname(join(ROOT, to)), { recursive: true });
    writeFileSync(join(ROOT, to), rename(readFileSync(from, 'utf8')));
  }
  return files.map(({ to }) => to);
}

/**
 * Writes the feature into the places that know every feature.
 * @param {{noun: string, plural: string, after: string}} feature
 * @returns {string[]} their paths
 */
function register({ noun, plural, after }) {
  /** @param {string} kind */
  const module = (kind) => `${capital(plural)}${kind}Module`;
  /** @param {string} kind */
  const path = (kind) => `import { ${module(kind)} } from './${plural}/${plural}.module.js';\n`;
  const river = readFileSync(join(ROOT, 'scripts/plan.cjs'), 'utf8');
  const placed = river.includes(`  '${plural}',\n`)
    ? []
    : [insert('scripts/plan.cjs', `  '${after}',\n`, { behind: `  '${plural}',\n` })];
  insert('apps/api/src/app.module.ts', '\n/** The HTTP process. */', { before: path('Http') });
  insert('apps/api/src/worker.module.ts', '\n/** The background process', {
    before: path('Worker'),
  });
  return [
    ...placed,
    insert('apps/api/src/app.module.ts', `    ${SAMPLE_MODULE},\n`, {
      behind: `    ${module('Http')},\n`,
    }),
    insert('apps/api/src/worker.module.ts', '    SlosWorkerModule,\n', {
      behind: `    ${module('Worker')},\n`,
    }),
    insert('libs/contract/src/roles.ts', "  'catalog:apply': ", {
      before: `  '${noun}:read': EVERYBODY,\n  '${noun}:write': ['editor'],\n`,
    }),
  ];
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { after: { type: 'string', default: 'sample' } },
  });
  const [noun = '', plural = `${noun}s`] = positionals;
  if (!WORD.test(noun) || !WORD.test(plural) || noun === plural)
    throw new LauncherError(
      'a feature is called by a noun of lower-case letters, for example: npm run gen:feature -- reminder, or: npm run gen:feature -- policy policies',
    );
  /** @param {string} text */
  const rename = (text) =>
    text
      .replaceAll('Widgets', capital(plural))
      .replaceAll('Widget', capital(noun))
      .replaceAll('widgets', plural)
      .replaceAll('widget', noun);
  const made = copy(rename);
  const changed = register({ noun, plural, after: values.after });
  process.stdout.write(`made\n${made.map((file) => `  ${file}\n`).join('')}`);
  process.stdout.write(`changed\n${changed.map((file) => `  ${file}\n`).join('')}`);
  process.stdout.write(
    'next: npm run format, npm run gen, npm run check; then docs/adding-a-feature.md\n',
  );
}

try {
  main();
} catch (error) {
  die(error);
}
