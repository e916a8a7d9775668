import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments, type Document } from 'yaml';
import { readYaml } from './read-yaml.js';

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

/** What goes wrong in YAML, one fault or one document after the other. */
const PIECES = [
  '\\x',
  '\\q',
  '\0',
  'a: 1\n',
  '---\n',
  '...\n',
  '"',
  "'",
  '"\n',
  '!',
  '&a ',
  '*a ',
  '# c\n',
  '%Y\n',
  '%YAML 1.1\n---\na\n',
  '\t',
  '? ',
  '  x\n',
  '[',
  ']',
  ',',
  '{a: ',
  '- ',
  ': ',
  '\r\n',
  '\uFEFF',
  '\n\uFEFF',
  '|\n',
  '>\n',
  '@',
  'x: "\\q"\n---\n',
  '- a\n---\n',
  ' ',
  'a',
];
/** Lengths and times of the streams that are measured. */
const SHORT = 8_000;
const LEAST_MILLISECONDS = 4;
const MOST_GROWTH = 24;
const BEGINNINGS = ['', 'a: "', "a: '", 'a: |\n', 'a: [', '%YAML 1.1\n', 'a:\n'];

/** Milliseconds of processor time for a stream of this length, whatever else the machine does. */
function timeOf(beginning: string, pieces: readonly string[], length: number): number {
  const piece = pieces.join('');
  const stream = beginning + piece.repeat(Math.ceil(length / piece.length));
  const since = process.threadCpuUsage();
  let faults = 0;
  for (const read of readYaml(stream)) {
    if ('faults' in read) faults += read.faults.length;
    if (faults >= 20) break;
  }
  return process.threadCpuUsage(since).user / 1_000;
}

/** How many times longer eight times the length takes: 8 when it grows with the length, 64 when with its square. */
function growthOf(beginning: string, pieces: readonly string[]): number {
  const base = Math.max(timeOf(beginning, pieces, SHORT), LEAST_MILLISECONDS);
  return timeOf(beginning, pieces, 8 * SHORT) / base;
}

describe('a YAML stream', () => {
  it('reads as the library reads it, whatever the lines', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const documents = [...parseAllDocuments(stream, { stringKeys: true })] as Document[];
        const right = documents.every(
          ({ errors, warnings }) => errors.length + warnings.length === 0,
        );
        const reads = [...readYaml(stream)];
        expect(reads.every((read) => 'value' in read)).toBe(right);
        if (right)
          expect(reads.map((read) => 'value' in read && read.value)).toEqual(
            documents.map((document): unknown => document.toJS()),
          );
      }),
      { numRuns: 1000 },
    );
  });

  it('takes time that grows with its length and no faster, whatever is wrong with it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BEGINNINGS),
        fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }),
        (beginning, pieces) => {
          const growth = growthOf(beginning, pieces);
          if (growth < MOST_GROWTH) return;
          // Something else may have come between (the compiler, the collector of garbage): measured once more.
          expect(growthOf(beginning, pieces)).toBeLessThan(MOST_GROWTH);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('of a megabyte of invalid escapes is refused with the first twenty, each in its place', () => {
    const since = process.threadCpuUsage();
    const [read] = readYaml(`a: 1\nb: "${'\\x'.repeat(500_000)}"`);
    const faults = read && 'faults' in read ? read.faults : [];
    expect(faults).toHaveLength(20);
    expect(faults[19]).toEqual({
      path: 'documents.0',
      code: 'bad-dq-escape',
      message: expect.stringMatching(/^line 2, column \d+: Invalid escape sequence/),
    });
    expect(process.threadCpuUsage(since).user / 1_000).toBeLessThan(2_000); // half a minute once
  });
});
