import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import IntlMessageFormat from 'intl-messageformat';
import { findLiterals } from './find-literals.js';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
const LANGUAGES = ['en', 'de'] as const;
type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

function messagesOf(language: string): Map<string, string> {
  const folder = join(SOURCE, 'i18n', language);
  return new Map(
    readdirSync(folder).flatMap((file) =>
      flatten(
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as Tree,
        `${file.replace('.json', '')}:`,
      ),
    ),
  );
}

function sources(): { path: string; text: string }[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }));
}

interface Element {
  type: number;
  value: string;
  options?: Record<string, { value: Element[] }>;
}

/** The names of a message's arguments, those inside plural branches included. */
function argumentsOf(message: string, language: string): string[] {
  const visit = (elements: Element[]): string[] =>
    elements.flatMap((element) =>
      element.type === 0 || element.type === 7
        ? []
        : [
            element.value,
            ...Object.values(element.options ?? {}).flatMap(({ value }) => visit(value)),
          ],
    );
  const ast = new IntlMessageFormat(message, language).getAst() as unknown as Element[];
  return [...new Set(visit(ast))].sort();
}

const catalogue = { en: messagesOf('en'), de: messagesOf('de') };

describe('the message catalogue', () => {
  it('has the same keys in both languages', () => {
    expect([...catalogue.de.keys()].sort()).toEqual([...catalogue.en.keys()].sort());
  });

  it('has no empty message', () => {
    const empty = LANGUAGES.flatMap((language) =>
      [...catalogue[language]]
        .filter(([, text]) => text.trim() === '')
        .map(([key]) => `${language} ${key}`),
    );
    expect(empty).toEqual([]);
  });

  it('has valid ICU messages with the same arguments in both languages', () => {
    const different = [...catalogue.en].filter(
      ([key, text]) =>
        argumentsOf(text, 'en').join() !== argumentsOf(catalogue.de.get(key) ?? '', 'de').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('keeps house style: no exclamation marks, German addresses people formally', () => {
    const loud = LANGUAGES.flatMap((language) =>
      [...catalogue[language]]
        .filter(([, text]) => /!(?!=)/.test(text))
        .map(([key]) => `${language} ${key}`),
    );
    const informal = [...catalogue.de]
      .filter(([, text]) => /\b(du|dein|deine|dir|dich)\b/i.test(text))
      .map(([key]) => key);
    expect([...loud, ...informal]).toEqual([]);
  });

  it('is used: every key stands in the source, in full, as one of a family `ns:group.${name}`, or as `${noun}:key`', () => {
    const text = sources()
      .map((file) => file.text)
      .join('\n');
    const families = [...text.matchAll(/(?:`|useTextsOf\(')([a-z-]+:[\w.-]*)(?:\$\{|')/g)].map(
      (match) => match[1] ?? '',
    );
    const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
    const shared = all(/`\$\{noun\}:([\w.-]+)`/g);
    const ofNouns = new Set(
      all(/noun="([a-z-]+)"/g).flatMap((noun) => shared.map((key) => `${noun}:${key}`)),
    );
    const unused = [...catalogue.en.keys()].filter(
      (key) =>
        !text.includes(`'${key}'`) &&
        !ofNouns.has(key) &&
        !families.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });

  it('is complete: every key in the source exists', () => {
    const namespaces = [...new Set([...catalogue.en.keys()].map((key) => key.split(':')[0]))].join(
      '|',
    );
    const pattern = new RegExp(`'((?:${namespaces}):[A-Za-z][\\w.-]*)'`, 'g');
    const missing = sources().flatMap(({ path, text }) =>
      [...text.matchAll(pattern)]
        .map((match) => match[1] ?? '')
        .filter((key) => !catalogue.en.has(key) && !/:(read|write|apply|verify)$|\.$/.test(key))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('text on screen', () => {
  it('comes from the catalogue: no words between JSX tags or in spoken attributes', () => {
    const found = sources()
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, text }) => findLiterals(path, text));
    expect(found).toEqual([]);
  });

  it('would be noticed', () => {
    expect(findLiterals('x.tsx', 'const x = <p aria-label="Close it">Hello</p>;')).toEqual([
      'x.tsx:1 aria-label "Close it"',
      'x.tsx:1 text "Hello"',
    ]);
  });
});

describe('what a setting does', () => {
  const documented = readFileSync(
    fileURLToPath(new URL('../../../../docs/settings.md', import.meta.url)),
    'utf8',
  );
  const names = [
    ...(documented.split('\n## `npm start`')[0] ?? '').matchAll(/^\| `LEITSTAND_([A-Z_]+)`/gm),
  ].map(([, name]) => name ?? '');

  it.each(LANGUAGES)('is said of every setting in %s', (language) => {
    expect(names.length).toBeGreaterThan(50);
    expect(
      names.filter((name) => !catalogue[language].has(`settings:instance.means.${name}`)),
    ).toEqual([]);
  });
});
