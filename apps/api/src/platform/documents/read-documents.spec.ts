import { describe, expect, it } from '@jest/globals';
import { readDocuments } from './read-documents.js';

const valuesOf = async (body: unknown) =>
  (await readDocuments(body, 'anna')).map(({ value }) => value);

const faultsOf = (body: unknown, who = 'anna') =>
  readDocuments(body, who).then(
    (documents) => ({ code: null, fields: documents }),
    ({
      code,
      fields,
    }: {
      code: string;
      fields: { path: string; code: string; message: string }[];
    }) => ({ code, fields: fields.map((field) => `${field.path} ${field.code} ${field.message}`) }),
  );

describe('documents in a body', () => {
  it('are YAML texts, JSON objects or JSON lists', async () => {
    expect(await readDocuments('# words\n---\na: 1\n---\n---\nb: 2\n', 'anna')).toMatchObject([
      { index: 0, value: { a: 1 } },
      { index: 2, value: { b: 2 } },
    ]);
    expect(await readDocuments({ a: 1 }, 'anna')).toEqual([{ index: 0, value: { a: 1 } }]);
    expect(await valuesOf([{ a: 1 }, { b: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it.each<[string, string, unknown]>([
    [
      'dates, yes and no, durations and times as text',
      'a: 2026-01-01\nb: yes\nc: "95"\nd: 24h\ne: 1:30',
      { a: '2026-01-01', b: 'yes', c: '95', d: '24h', e: '1:30' },
    ],
    ['a leading nought as a decimal number', 'a: 017', { a: 17 }],
    ['a byte order mark before a document', '\uFEFFa: 1', { a: 1 }],
    ['lines that end as on Windows', 'a: 1\r\nb: |\r\n  x\r\n', { a: 1, b: 'x\n' }],
    ['merge keys as what they are to YAML 1.2: a key', '<<: { a: 1 }', { '<<': { a: 1 } }],
    ['keys as text', '1: a\ntrue: b\nnull: c', { 1: 'a', true: 'b', null: 'c' }],
    ['anchors and aliases', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['the version it is written for', '%YAML 1.2\n---\na: 1', { a: 1 }],
  ])('keep %s', async (_, text, value) => {
    expect(await valuesOf(text)).toEqual([value]);
  });

  it('keep a key that objects inherit as a plain key', async () => {
    const [value] = await valuesOf('__proto__: { admin: true }\nconstructor: x');
    expect([Object.keys(value as object), Object.getPrototypeOf(value)]).toEqual([
      ['__proto__', 'constructor'],
      Object.prototype,
    ]);
  });

  it.each<[string, string, string]>([
    [
      'a list that is not closed',
      'a: 1\n---\nb: [1,\n',
      'documents.1 bad-indent line 4, column 1: Flow sequence',
    ],
    [
      'a key that comes twice',
      'a: 1\r\n---\r\nb: 1\r\nb: 2',
      'documents.1 duplicate-key line 4, column 1: ',
    ],
    ['a tab in front', 'a:\n\t- b', 'documents.0 tab-as-indent line 2, column 1: '],
    [
      'a NUL byte',
      'a: 1\n---\nb: x\0',
      'documents.1 unprintable line 3, column 5: The character U+0000',
    ],
    [
      'a byte order mark inside of a document',
      'a: 1\n\uFEFF---\nb: 2',
      'documents.0 unprintable line 2, column 1: There is a byte order mark',
    ],
    [
      'binary data',
      'a: !!binary aGk=',
      'documents.0 tag-resolve-failed line 1, column 4: Unresolved tag: tag:yaml.org,2002:binary',
    ],
    [
      'tags of others',
      'a: !secret b',
      'documents.0 tag-resolve-failed line 1, column 4: Unresolved tag: !secret',
    ],
    [
      'YAML 1.1, where yes is true',
      'a: 1\n...\n%YAML 1.1\n---\na: yes',
      'documents.1 yaml-version line 3, column 1: ',
    ],
    [
      'directives that nobody knows',
      '%FOO bar\n---\na: 1',
      'documents.0 bad-directive line 1, column 1: ',
    ],
    [
      'lists as keys',
      '? [a]\n: b',
      'documents.0 non-string-key line 1, column 3: A key must be a text.',
    ],
    ['an alias of nothing', 'a: *nothing', 'documents.0 alias line 1: Unresolved alias'],
    [
      'aliases that grow without end',
      `a: &a [x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]`,
      'documents.0 alias line 1: Excessive alias count',
    ],
    ['deep nesting', `a: ${'['.repeat(65)}`, 'documents.0 too-nested line 1: '],
    ['one line that opens many lists', '- '.repeat(33), 'documents.0 too-nested line 1: '],
    [
      'one document without end',
      `a: 1\n---\n${'- a\n'.repeat(6000)}`,
      'documents.1 too-large line 2: ',
    ],
  ])('are refused for %s, with document and line', async (_, text, fault) => {
    const { code, fields } = await faultsOf(text);
    expect([code, fields[0]]).toEqual(['yaml-invalid', expect.stringContaining(fault)]);
  });

  it('are told of each document that cannot be read, those that are skipped included', async () => {
    const nested = `a: ${'['.repeat(65)}`;
    const { fields } = await faultsOf(
      `a: 1\n---\n${nested}\n---\nb: "\\q"\n...\n# c\0\n--- # d\n- [\n...\n${nested}\n...\nc: x: y\n`,
    );
    expect(fields).toEqual([
      expect.stringContaining('documents.1 too-nested line 2: '),
      expect.stringContaining('documents.2 bad-dq-escape line 5, column 5: '),
      expect.stringContaining('documents.3 unprintable line 7, column 4: '),
      expect.stringContaining('documents.4 bad-indent line 10, column 1: '),
      expect.stringContaining('documents.5 too-nested line 11: '),
      expect.stringContaining('documents.6 '),
    ]);
  });

  it('do not take brackets in texts for nesting', async () => {
    const text = `a: "${'['.repeat(500)}"\nb: |\n  ${'[{'.repeat(500)}\nc: { ${Array.from({ length: 100 }, (_, n) => `k${n}: ${n}`).join(', ')} }`;
    expect(await faultsOf(text)).toMatchObject({ code: null });
  });

  it('must be there, and at most so many', async () => {
    expect(await faultsOf('# nothing\n---\n')).toEqual({
      code: 'validation-failed',
      fields: [expect.stringContaining(' empty ')],
    });
    expect((await faultsOf('---\na: 1\n'.repeat(5001))).code).toBe('payload-too-large');
    expect((await faultsOf(Array.from({ length: 5001 }, () => ({})))).code).toBe(
      'payload-too-large',
    );
  });

  it('know the lines of their fields in the whole text', async () => {
    const [, second] = await readDocuments(
      'a: 1\n---\nspec:\n  type: a\n  dependsOn:\n    - b\n    - c\n  labels: { "a.b": 1,\n    c: 2 }\n',
      'anna',
    );
    const lineOf = second?.lines?.();
    expect(
      [
        '',
        'spec',
        'spec.type',
        'spec.nothing',
        'spec.dependsOn.1',
        'spec.labels.a.b',
        'spec.labels.c',
        'metadata.name',
      ].map((path) => lineOf?.(path)),
    ).toEqual([3, 3, 4, 3, 7, 8, 9, 3]);
  });

  it('leave others their turn while they are read', async () => {
    const text = Array.from(
      { length: 3000 },
      (_, n) =>
        `---\nkind: Subject\nmetadata: { name: n${n}, labels: { a: b, c: d } }\nspec: { type: service, territory: DE }\n`,
    ).join('');
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    await readDocuments(text, 'anna');
    clearInterval(others);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('large documents', () => {
  const large = (count: number) =>
    Array.from({ length: count }, (_, n) => `---\nname: n${n}\ntext: "${'x'.repeat(200)}"\n`).join(
      '',
    );

  it('are read as small ones are, with their lines, while the event loop turns', async () => {
    let [turns, reading] = [0, true];
    const turn = () => {
      turns += 1;
      if (reading) setImmediate(turn);
    };
    turn();
    const documents = await readDocuments(large(2000), 'anna');
    reading = false;
    expect(turns).toBeGreaterThan(100);
    expect(documents).toHaveLength(2000);
    expect(documents[1999]).toMatchObject({ index: 1999, value: { name: 'n1999' } });
    expect(documents[1999]?.lines?.()('text')).toBe(6000);
    expect(await faultsOf(`${large(1000)}---\n__proto__: { a: 1, a: 2 }\n`)).toMatchObject({
      code: 'yaml-invalid',
      fields: [expect.stringMatching(/documents.1000 duplicate-key line 3002, column 20/)],
    });
    const [own] = await readDocuments(`__proto__: { a: 1 }\n# ${'x'.repeat(70_000)}\n`, 'anna');
    expect(Object.keys(own?.value as object)).toEqual(['__proto__']);
  });

  it('wait for each other in a line that has an end', async () => {
    const asked = Array.from({ length: 30 }, (_, n) => faultsOf(large(500), `person ${n}`));
    const codes = (await Promise.all(asked)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set([null, 'dependency-unavailable']));
    expect(await faultsOf(large(1000))).toMatchObject({ code: null });
  });

  it('of one person wait for each other, few of them, and keep nobody else waiting behind all', async () => {
    const order: string[] = [];
    const ask = async (who: string) => {
      const { code } = await faultsOf(large(500), who);
      order.push(code ?? who);
    };
    await Promise.all([...Array.from({ length: 5 }, () => ask('anna')), ask('ben')]);
    expect(order).toEqual(['rate-limited', 'rate-limited', 'anna', 'ben', 'anna', 'anna']);
  });

  it.each([
    ['lines in one text', 'a: |\n', ' x\n', 'too-large'],
    ['folded lines', 'a: >\n', ' x\n\n', 'too-large'],
    ['lines of a plain text', 'a:\n', ' x\n', 'too-large'],
    ['lines in quotes', 'a: "', '\n', 'too-large'],
    ['empty lines', '', '\n', 'too-large'],
    ['characters of one text', 'a: ', 'x', 'too-large'],
    ['comments', '', `# ${'x'.repeat(90_000)}\n`, 'too-large'],
    ['exclamation marks', '', '!', 'too-large'],
  ])(
    'of very many %s are refused early, at no cost to the event loop',
    async (_, start, unit, fault) => {
      await faultsOf(large(500)); // the thread is there by now
      const text = start + unit.repeat(3_900_000 / unit.length);
      const before = process.threadCpuUsage();
      const { code, fields } = await faultsOf(text);
      const { user } = process.threadCpuUsage(before);
      const told = fields.map((field) => String(field).slice(0, 300));
      expect([code, told]).toEqual(['yaml-invalid', [expect.stringContaining(fault)]]);
      expect(user / 1000).toBeLessThan(60);
    },
  );

  it.each(['!', '&', '*', '@', '%', 'a: !', '? ['])(
    'of %s over and over are not quoted back',
    async (unit) => {
      const { code, fields } = await faultsOf(unit.repeat(90_000 / unit.length));
      expect(code).not.toBeNull();
      expect(JSON.stringify(fields).length).toBeLessThan(20 * 400);
    },
  );

  it('cost the event loop little where their lines are looked up, too', async () => {
    const one = `---\nb: 1\na: |\n${' x\n'.repeat(15_000)}`;
    const documents = await readDocuments(one.repeat(80), 'anna');
    const before = process.threadCpuUsage();
    const lines = documents.slice(0, 20).map((document) => document.lines?.()('a'));
    const { user } = process.threadCpuUsage(before);
    expect(lines.slice(0, 3)).toEqual([3, 15_006, 30_009]);
    expect(user / 1000 / 20).toBeLessThan(30); // others have their turn between two documents
  });

  it('of one key over and over are refused, and nothing is read behind one that never ends', async () => {
    const { code, fields } = await faultsOf('a: 1\n'.repeat(800_000));
    expect([code, fields]).toMatchObject(['yaml-invalid', [expect.stringContaining('too-large')]]);
  });
});
