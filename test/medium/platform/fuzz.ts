/** A generator of numbers from 0 to 1 that gives the same row for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface FuzzedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

type Pick = <T>(choices: readonly T[]) => T;

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  1e21,
  0.1,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'ä\u202e',
  '__proto__',
  'constructor',
  'x'.repeat(5000),
  '1e999',
  'NaN',
  '2026-13-45T99:00:00Z',
  '-infinity',
  "'; drop table subjects;--",
  '../../etc/passwd',
  [],
  [[]],
  {},
  { a: { b: { c: null } } },
  [null, 1, 'x'],
];
const TEXTS = [
  '%00',
  '%ff%fe',
  '%',
  '..%2f..%2f',
  'a'.repeat(300),
  '-1',
  '99999999999999999999',
  'null',
  '%F0%9F%92%A5',
  "x'--",
  'a/b',
  '__proto__',
  'NaN',
  '0',
  'x',
  '%20',
  '1e3',
];
const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '1e999',
  deep(2000),
  `{"a":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`,
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  'a: &a [*a]',
  '\ufeff{}',
];
const TYPES = [
  'application/json',
  'application/yaml',
  'text/plain',
  'application/json; charset=utf-16',
  'application/xml',
  'multipart/form-data',
  'x',
  'application/x-www-form-urlencoded',
];
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['if-match', ['abc', '"', '"99999999999999999999"', 'W/"1"', '*', '"1", "2"', '"-1"']],
  ['if-none-match', ['*', '"1"', 'x']],
  ['idempotency-key', ['', ' ', 'k'.repeat(300), 'k\u00e4', 'same', 'a b']],
  ['last-event-id', ['x', '0-0-0', '99999999999999999999-1-1', '18446744073709551615-1-1']],
  ['accept', ['image/png', '*/*;q=x', 'text/csv', 'application/yaml']],
  ['x-request-id', ['short', 'ok-request-id', 'bad id with spaces', 'x'.repeat(1000)]],
];

/** The names of the fields that a body may have, from its schema, so that rubbish reaches behind the first check. */
type Fields = readonly string[];

function bodyOf(pick: Pick, random: () => number, fields: Fields): string | Buffer {
  if (random() < 0.3) return pick(BODIES);
  if (random() < 0.1) return Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
  const chosen = fields.filter(() => random() < 0.6);
  return JSON.stringify(
    Object.fromEntries(
      [...chosen, ...(random() < 0.3 ? ['unknownField'] : [])].map((name) => [name, pick(VALUES)]),
    ),
  );
}

/**
 * One request of rubbish.
 * @param path with `{parameters}`; @param query names of its query parameters; @param fields names of its body's fields
 */
export function rubbish(
  random: () => number,
  method: string,
  path: string,
  query: Fields,
  fields: Fields,
): FuzzedRequest {
  const pick: Pick = (choices) =>
    choices[Math.floor(random() * choices.length)] as (typeof choices)[number];
  const place = path.replaceAll(/\{[^}]+\}/g, () => pick(TEXTS));
  const asked = [...query, 'unknown']
    .filter(() => random() < 0.4)
    .map((name) => `${name}=${pick(TEXTS)}`);
  const headers = Object.fromEntries(
    HEADERS.filter(() => random() < 0.2).map(([name, values]) => [name, pick(values)]),
  );
  const url = asked.length > 0 ? `${place}?${asked.join('&')}` : place;
  if (method === 'GET' || (method === 'DELETE' && random() < 0.7)) return { url, headers };
  const type = random() < 0.75 ? 'application/json' : pick(TYPES);
  return {
    url,
    headers: { ...headers, 'content-type': type },
    payload: bodyOf(pick, random, fields),
  };
}
