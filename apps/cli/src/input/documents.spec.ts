import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { inSources, joined, readSources } from './documents.js';

const nothing = (): Readable => Readable.from([]);

describe('what -f names', () => {
  it('is a file, every document in a folder by name, or standard input', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leitstand-docs-'));
    for (const name of ['b.yml', 'a.yaml', 'c.json', 'notes.txt'])
      writeFileSync(join(folder, name), name);
    const sources = await readSources(
      [folder, '-', join(folder, 'notes.txt')],
      Readable.from(['x: ', Buffer.from('1')]),
    );
    expect(sources.map(({ text }) => text)).toEqual([
      'a.yaml',
      'b.yml',
      'c.json',
      'x: 1',
      'notes.txt',
    ]);
  });

  it('must be there and hold something', async () => {
    await expect(readSources([], nothing())).rejects.toThrow('Give -f FILE');
    await expect(readSources(['/nowhere.yaml'], nothing())).rejects.toThrow(
      '/nowhere.yaml cannot be read (ENOENT)',
    );
    await expect(readSources(['-'], nothing())).rejects.toThrow(
      'There is nothing in standard input.',
    );
  });

  it('keeps every document when texts are joined, with or without marks, comments and directives', () => {
    const texts = [
      'a: 1',
      '# only said\n---\nb: 2\n---\nc: 3\n',
      '%YAML 1.2\n---\nd: 4\n',
      '{"e": 5}',
      '---\nf: 6\n',
    ];
    const documents = parseAllDocuments(
      joined(texts.map((text, index) => ({ name: `${index}`, text }))),
    );
    const list = Array.isArray(documents) ? documents : [];
    expect(list.flatMap(({ errors }) => errors)).toEqual([]);
    expect(list.map((document) => document.toJS())).toEqual([
      { a: 1 },
      { b: 2 },
      { c: 3 },
      { d: 4 },
      { e: 5 },
      { f: 6 },
    ]);
  });

  it('leaves a single text as it is', () => {
    expect(joined([{ name: 'a', text: '\n\na: 1\n' }])).toBe('\n\na: 1\n');
  });

  it('is named with its own line where a sentence names one of the joined text', () => {
    const sources = [
      { name: 'a.yaml', text: 'a: 1\nb: 2' },
      { name: 'b.yaml', text: 'c: 3\n---\nd: 4\n' },
      { name: 'c.yaml', text: 'e: 5\n' },
    ];
    const lines = joined(sources).split('\n');
    const told = [1, 2, 4, 6, 8].map(
      (line) => `${lines[line - 1]} = ${inSources(sources, `spec.x: line ${line}: is wrong`)}`,
    );
    expect(told).toEqual([
      'a: 1 = spec.x: a.yaml line 1: is wrong',
      'b: 2 = spec.x: a.yaml line 2: is wrong',
      'c: 3 = spec.x: b.yaml line 1: is wrong',
      'd: 4 = spec.x: b.yaml line 3: is wrong',
      'e: 5 = spec.x: c.yaml line 1: is wrong',
    ]);
    expect(inSources(sources, 'documents.1: line 5, column 3: no')).toBe(
      'documents.1: b.yaml line 2, column 3: no',
    );
    expect(inSources(sources, 'on line 99: no')).toBe('on line 99: no');
    expect(inSources(sources, 'line 4: the same as the document at line 1.')).toBe(
      'b.yaml line 1: the same as the document at a.yaml line 1.',
    );
    const within = 'spec.x: line 4: At line 1, column 1 of this field: no';
    expect(inSources(sources, within)).toBe(
      'spec.x: b.yaml line 1: At line 1, column 1 of this field: no',
    );
    const [unended] = [{ name: 'd.yaml', text: 'a: "x\n' }];
    expect(inSources([unended], 'line 2, column 1: Missing closing "quote')).toBe(
      'd.yaml line 2, column 1: Missing closing "quote',
    );
  });
});
