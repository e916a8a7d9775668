import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments, type Document } from 'yaml';
import { splitYaml } from './split-yaml.js';

const LINES = [
  '---',
  '...',
  'a: 1',
  'b: [1,',
  '2]',
  '# c',
  '%YAML 1.2',
  '%TAG ! tag:x,2000:',
  '',
  '--- x',
  '--- |',
  '--- >',
  '  text',
  'text',
  ' ---',
  '"q',
  'q"',
  "'s",
  "s'",
  '- a',
  '---x',
  '... # c',
  '--- # c',
  '---\r',
  'a: |',
  'a: >',
  '&a x',
  '--- {a: 1}',
  '\t',
  '?',
  '! x',
  '... x',
  '---\tx',
];
const streams = fc
  .tuple(fc.array(fc.constantFrom(...LINES), { maxLength: 8 }), fc.constantFrom('', '\n'))
  .map(([lines, end]) => lines.join('\n') + end);

function read(text: string): { readonly right: boolean; readonly values: readonly unknown[] } {
  const documents = [...parseAllDocuments(text, { stringKeys: true })] as Document[];
  const right = documents.every(({ errors }) => errors.length === 0);
  return { right, values: right ? documents.map((document): unknown => document.toJS()) : [] };
}

describe('a YAML stream in parts', () => {
  it('reads as the whole does, whatever the lines', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const parts = [...splitYaml(stream)].map(({ text }) => read(text));
        const right = parts.every((part) => part.right);
        expect({ right, values: right ? parts.flatMap(({ values }) => values) : [] }).toEqual(
          read(stream),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing but a prelude at its end, and counts its lines', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const parts = [...splitYaml(stream)];
        const joined = parts.map(({ text }) => text).join('');
        expect(
          stream.startsWith(joined) && !/^[^#%\s\uFEFF]/m.test(stream.slice(joined.length)),
        ).toBe(true);
        const before = parts.map(
          (_, at) =>
            parts
              .slice(0, at)
              .map(({ text }) => text)
              .join('')
              .split('\n').length - 1,
        );
        expect(parts.map(({ linesBefore }) => linesBefore)).toEqual(before);
      }),
    );
  });
});
