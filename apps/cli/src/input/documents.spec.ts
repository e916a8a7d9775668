import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { joined, readSources } from './documents.js';

const nothing = (): Readable => Readable.from([]);

describe('what -f names', () => {
  it('is a file, every document in a folder by name, or standard input', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leitstand-docs-'));
    for (const name of ['b.yml', 'a.yaml', 'c.json', 'notes.txt']) writeFileSync(join(folder, name), name);
    const sources = await readSources([folder, '-', join(folder, 'notes.txt')], Readable.from(['x: ', Buffer.from('1')]));
    expect(sources.map(({ text }) => text)).toEqual(['a.yaml', 'b.yml', 'c.json', 'x: 1', 'notes.txt']);
  });

  it('must be there and hold something', async () => {
    await expect(readSources([], nothing())).rejects.toThrow('Give -f FILE');
    await expect(readSources(['/nowhere.yaml'], nothing())).rejects.toThrow('/nowhere.yaml cannot be read (ENOENT)');
    await expect(readSources(['-'], nothing())).rejects.toThrow('There is nothing in standard input.');
  });

  it('keeps every document when texts are joined, with or without marks, comments and directives', () => {
    const texts = ['a: 1', '# only said\n---\nb: 2\n---\nc: 3\n', '%YAML 1.2\n---\nd: 4\n', '{"e": 5}', '---\nf: 6\n'];
    const documents = parseAllDocuments(joined(texts.map((text, index) => ({ name: `${index}`, text }))));
    const list = Array.isArray(documents) ? documents : [];
    expect(list.flatMap(({ errors }) => errors)).toEqual([]);
    expect(list.map((document) => document.toJS())).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }, { d: 4 }, { e: 5 }, { f: 6 }]);
  });

  it('leaves a single text as it is, so that line numbers in errors hold', () => {
    expect(joined([{ name: 'a', text: '\n\na: 1\n' }])).toBe('\n\na: 1\n');
  });
});
