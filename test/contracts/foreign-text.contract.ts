import { describe, expect, it } from '@jest/globals';
import {
  asEscape,
  csvOf,
  isOneLine,
  isPlainText,
  parseLabelSelector,
  searchWords,
  webAddress,
  withoutSteering,
} from '#contract';
import { parseDuration, parseExpression, parseSloDocument } from '#slo';
import { unstorable } from '../../apps/api/src/platform/documents/storable.js';
import { lineFinder } from '../../apps/api/src/platform/documents/yaml-places.js';
import { readYaml } from '../../apps/api/src/platform/documents/read-yaml.js';
import { hasTag } from '../../apps/api/src/platform/http/entity-tag.js';
import { expectedFrom } from '../../apps/api/src/platform/http/if-match.js';
import { timeQuery } from '../../apps/api/src/platform/http/time-query.js';
import { readAlertmanager } from '../../apps/api/src/incidents/documents/alertmanager-webhook.js';
import { numberIn } from '../../apps/api/src/incidents/domain/incident.js';
import { keyOf } from '../../apps/api/src/platform/idempotency/idempotency-key.js';
import { rejectUnstorable } from '../../apps/api/src/platform/http/reject-unstorable.js';
import { unstorablePaths } from '../../apps/api/src/platform/kernel/storable-text.js';
import { positionOf } from '../../apps/api/src/platform/live/position.js';
import { withoutSecrets } from '../../apps/api/src/platform/telemetry/logging.module.js';
import { offsetOf } from '../../apps/api/src/slos/domain/list-cursor.js';
import { cost, growsTooFast } from '../harness/growth.js';

const LENGTH = 20_000;
/** Of one text of patterns: as long as nobody notices. */
const MOST_MS = 120;
const DIGITS_AND_SIGNS = [
  '0',
  '9',
  '1.',
  '-',
  '+',
  ' ',
  '\t',
  '\n',
  '"',
  "'",
  '\\',
  ',',
  '=',
  '%',
  '/',
];
const WORDS = [
  'a',
  'ä',
  '\ud800',
  '\0',
  'a ',
  'a,',
  '"a",',
  'W/"1",',
  '1h',
  '9s',
  'a=b&',
  '\u2028',
  '<<',
];

/** A text that repeats itself, bare, quoted, and with another end, so that what was hoped for at the beginning fails there. */
const shapes = [...DIGITS_AND_SIGNS, ...WORDS].flatMap((unit) =>
  (['', '"', 'http://'] as const).flatMap((start) =>
    ['', '!'].map((end) => (length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      return `${start}${text}${end}`;
    }),
  ),
);

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a label selector': parseLabelSelector,
  'the words of a search': searchWords,
  'a cursor': offsetOf,
  'a place in the event stream': positionOf,
  'a name': isOneLine,
  'a description': isPlainText,
  'a text for a terminal': (text) => withoutSteering(text, asEscape),
  'an address of a page': webAddress,
  'a duration': parseDuration,
  'a time': (text) => timeQuery.safeParse(text),
  'an If-Match': (text) => expectedFrom({ 'if-match': text }),
  'an If-None-Match': (text) => hasTag(text, '"3.abc"'),
  'an Idempotency-Key': keyOf,
  'a URL for the log': (text) => withoutSecrets(`/api?${text}`),
  'a cell of a table': (text) => csvOf(['head'], [[text], [text]]),
  'a text to keep': (text) => unstorablePaths({ [text]: [text] }),
  'the name of an incident': numberIn,
  'a webhook': (text) => readAlertmanager(text, new Date(), []),
  'an alert': (text) => {
    const alert = { labels: { [text]: text }, annotations: { summary: text }, startsAt: text };
    return readAlertmanager(JSON.stringify({ alerts: [alert] }), new Date(), []);
  },
  'a target': (text) => parseSloDocument({ kind: 'SLO', spec: { target: text } }),
};

describe('the time that a reader of foreign text takes grows with its length:', () => {
  it.each(Object.entries(READERS))('%s', (_, read) => {
    const faults = shapes.map((make) => growsTooFast(make, read, LENGTH));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });

  const numbered = (line: (n: number) => string) => (length: number) => {
    const lines: string[] = [];
    for (let [n, size] = [0, 0]; size < length; n += 1, size += line(n).length) lines.push(line(n));
    return lines.join('');
  };
  const YAML: Readonly<Record<string, (length: number) => string>> = {
    ...Object.fromEntries(
      [
        '- a\n',
        'a: 1\n',
        '? a\n',
        '[',
        '[[]],',
        '{a: 1},',
        '\\x',
        '"\\x"\n',
        '\n',
        ' \n',
        '# c\n',
        '...\n',
        '---\n',
        '%\n',
        '--- ]\n',
        '--- !!float a\n',
        'a: |9\n',
        '<<: {}\n',
        '&a ',
        '!a ',
        '- # c\n',
        '\r',
        '\uFEFF',
        '\0',
        ': ',
        '\\u00',
      ].map((unit) => [
        JSON.stringify(unit),
        (length: number) => unit.repeat(length / unit.length),
      ]),
    ),
    ...Object.fromEntries(
      ['"', "'", 'a: |\n ', 'a: >\n ', '[', '{', '? ', '&', '!', '*'].map((start) => [
        `${JSON.stringify(start)} and much`,
        (length: number) => `${start}${'x\n '.repeat(length / 3)}`,
      ]),
    ),
    ...Object.fromEntries(
      ['a: |\n', 'a: >\n', 'a:\n', 'a: "'].flatMap((start) =>
        [' x\n', ' x\n\n'].map((line) => [
          `${JSON.stringify(start)} and many of ${JSON.stringify(line)}`,
          (length: number) => `${start}${line.repeat(length / line.length)}`,
        ]),
      ),
    ),
    'many keys': numbered((n) => `key-${n}: 1\n`),
    'many anchors': numbered((n) => `- &a${n} x\n`),
    'many steps inward': numbered((n) => `${' '.repeat(n % 60)}a:\n`),
    'many aliases': (length) => `a: &a x\nb: [${'*a,'.repeat(length / 3)}]`,
    'many documents': numbered((n) => `---\nkind: Team\nmetadata: { name: a${n} }\n`),
  };
  it.each(Object.entries(YAML))('YAML of %s', (_, make) => {
    const read = (text: string) => {
      for (const document of readYaml(text)) if ('value' in document) unstorable(document.value);
    };
    expect(growsTooFast(make, read, LENGTH)).toBeNull();
  });

  it.each([
    '\\pL',
    '\\PL',
    '(?i)\\pL',
    '[\\pL\\PN]',
    '(?i)[a-\u{1ffff}]',
    '[a-c]|',
    '(?:a{10}){10}',
    '((a?)?)?',
    '(?:a|b)*',
    '\\w',
    '[^a]',
  ])('a pattern of %s', (unit) => {
    const make = (length: number) => unit.repeat(length / unit.length);
    let n = 0;
    // Each time another one: what was said of a pattern is kept.
    const read = (text: string) => parseExpression(`up{a=~\`${text}${(n += 1)}\`}`);
    expect(growsTooFast(make, read, 1_200)).toBeNull();
    expect(growsTooFast((length) => `[${make(length)}]`, read, 1_200)).toBeNull();
    const large = make(9_000);
    expect(cost(() => read(large))).toBeLessThan(MOST_MS);
  });

  it.each([
    ['keys', numbered((n) => `key-${n}: 1\n`)],
    ['lines of a text', (length: number) => `key-1: |\n${' x\n'.repeat(length / 3)}`],
    ['folded lines', (length: number) => `key-1: >\n${' x\n\n'.repeat(length / 4)}`],
  ])('the places of fields among many %s', (_, make) => {
    const read = (text: string) => lineFinder(text, 1)('key-1.x.y');
    expect(growsTooFast(make, read, LENGTH)).toBeNull();
  });

  it.each<[string, (length: number) => unknown]>([
    ['wide', (length) => Array.from({ length }, (_, n) => n)],
    [
      'with many members',
      (length) => Object.fromEntries(Array.from({ length }, (_, n) => [`k${n}`, n])),
    ],
    ['deep', (length) => JSON.parse(`${'['.repeat(length)}${']'.repeat(length)}`) as unknown],
    ['of bad texts', (length) => Array.from({ length }, () => '\0')],
  ])('JSON that is %s', (_, make) => {
    const read = (value: unknown) => [
      unstorablePaths(value),
      unstorable(value),
      parseSloDocument({ metadata: { labels: value, annotations: value }, spec: value }),
    ];
    expect(growsTooFast(make, read, LENGTH)).toBeNull();
  });

  it.each([
    ['numbers', `[${'1,'.repeat(500_000)}1]`],
    ['lists', `[${'[],'.repeat(300_000)}1]`],
    ['numbers within', `{"a":[${'1,'.repeat(500_000)}1]}`],
    [
      'names',
      JSON.stringify(Object.fromEntries(Array.from({ length: 75_000 }, (_, n) => [`k${n}`, n]))),
    ],
    ['bad texts', `[${'"\\u0000",'.repeat(100_000)}1]`],
  ])('a body of many %s is looked at in hardly more time than it takes to parse', (_, text) => {
    const trials = Array.from({ length: 3 }, () => {
      let body: unknown;
      const parsed = cost(() => (body = JSON.parse(text) as unknown));
      const looked = cost(() => {
        const request = { body } as Parameters<typeof rejectUnstorable>[0];
        void rejectUnstorable(request).catch(() => undefined);
        unstorable(body);
      });
      return { parsed, looked };
    });
    const [parsed, looked] = (['parsed', 'looked'] as const).map((of) =>
      Math.min(...trials.map((one) => one[of])),
    );
    expect(looked).toBeLessThan(2 * (parsed ?? 0) + 40);
  });
});
