import { describe, expect, it } from '@jest/globals';
import type { ApplyKind } from './apply-kind.js';
import { comingIn, headsOf } from './document-heads.js';
import { readDocuments } from './read-documents.js';
import { tooNested } from './yaml-guard.js';

const faultsOf = (body: unknown) => {
  try {
    return readDocuments(body);
  } catch (error) {
    const { code, fields } = error as { code: string; fields: { path: string; code: string; message: string }[] };
    return { code, fields };
  }
};

describe('documents in a body', () => {
  it('are YAML texts, JSON objects or JSON lists', () => {
    expect(readDocuments('# words\n---\na: 1\n---\n---\nb: 2\n')).toEqual([{ index: 0, value: { a: 1 } }, { index: 2, value: { b: 2 } }]);
    expect(readDocuments({ a: 1 })).toEqual([{ index: 0, value: { a: 1 } }]);
    expect(readDocuments([{ a: 1 }, { b: 2 }])).toHaveLength(2);
  });

  it('keep text as text: neither dates, nor yes and no, nor octal numbers', () => {
    expect(readDocuments('a: 2026-01-01\nb: yes\nc: "95"\nd: 24h\ne: 1:30')).toEqual([{ index: 0, value: { a: '2026-01-01', b: 'yes', c: '95', d: '24h', e: '1:30' } }]);
  });

  it('are refused with document, line and column', () => {
    expect(faultsOf('a: 1\n---\nb: [1,\n')).toMatchObject({ code: 'yaml-invalid', fields: [{ path: 'documents.1', message: expect.stringMatching(/^line \d+, column \d+/) }] });
    expect(faultsOf('a: 1\na: 2')).toMatchObject({ code: 'yaml-invalid', fields: [{ code: 'duplicate-key', message: expect.stringMatching(/^line 2, column 1/) }] });
    expect(faultsOf('')).toMatchObject({ code: 'validation-failed', fields: [{ code: 'empty' }] });
  });

  it('may not be nested without end; brackets in texts do not count', () => {
    expect(tooNested(`a: ${'['.repeat(65)}`)).toContain('64');
    expect(tooNested('- '.repeat(33))).toContain('32');
    expect(tooNested(`a: "${'['.repeat(500)}"\nb: |\n  ${'[{'.repeat(500)}\nc: { ${Array.from({ length: 100 }, (_, n) => `k${n}: ${n}`).join(', ')} }`)).toBeNull();
  });
});

describe('heads of documents', () => {
  const kind = (name: string, order: number): ApplyKind => ({ kind: name, order, apply: () => Promise.reject(new Error('unused')), export: () => Promise.resolve([]) });
  const kinds = [kind('Team', 10), kind('Subject', 30)];
  const document = (kindName: string, name: string, index: number) => ({ index, value: { kind: kindName, metadata: { name } } });

  it('are sorted so that what is referred to comes first, whatever the order of the request', () => {
    const heads = headsOf([document('Subject', 'b', 0), document('Subject', 'a', 1), document('Team', 'z', 2)], kinds);
    expect(heads.map(({ name }) => name)).toEqual(['z', 'a', 'b']);
    expect(comingIn(heads)).toEqual({ teams: new Set(['z']), environments: new Set(), subjects: new Set(['a', 'b']) });
  });

  it('tell of unknown kinds, of documents about the same thing and of no document at all', () => {
    const heads = headsOf([document('Team', 'a', 0), document('Team', 'a', 1), document('Poem', 'x', 2), { index: 3, value: 'words' }, { index: 4, value: null }], kinds);
    const faults = new Map(heads.map(({ index, faults: [fault] }) => [index, fault?.code ?? null]));
    expect([...faults].sort(([a], [b]) => a - b)).toEqual([[0, null], [1, 'duplicate'], [2, 'unknown-kind'], [3, 'unknown-kind'], [4, 'unknown-kind']]);
  });
});
