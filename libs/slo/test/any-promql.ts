import fc from 'fast-check';
import { FUNCTIONS, aggregationParameter } from '../src/promql/functions.js';
import type { PromqlType, Signature } from '../src/promql/functions.js';
import { AGGREGATIONS } from '../src/promql/tokens.js';

type Text = fc.Arbitrary<string>;

const pick = (...texts: string[]): Text => fc.constantFrom(...texts);
const words = (text: string, between = ' '): string[] => text.split(between);
const joined = (...parts: Text[]): Text => fc.tuple(...parts).map((texts) => texts.join(''));
const listed = (one: Text, most: number, between = ','): Text =>
  fc.array(one, { maxLength: most }).map((texts) => texts.join(between));
const maybe = (one: Text): Text => fc.oneof({ weight: 3, arbitrary: fc.constant('') }, one);

const KEYWORDS = [
  ...AGGREGATIONS,
  ...words(
    'and or unless atan2 by without on ignoring group_left group_right bool offset ' +
      'start end inf nan Sum BY NaN Inf',
  ),
];
const blank = pick(' ', ' ', ' ', '\n', '\t', '  ', ' # note\n', '\r\n');
const metric = fc.oneof(
  { weight: 8, arbitrary: pick('up', 'requests_total', 'job:load:sum', '_x', 'a1') },
  { weight: 1, arbitrary: pick(...KEYWORDS, 'rate', 'time', ':', '::a', 'limitk', 'step') },
);
const label = fc.oneof(
  { weight: 6, arbitrary: pick('job', 'code', 'le', '_a', '__name__') },
  { weight: 1, arbitrary: pick(...KEYWORDS, 'a:b', '1a', '"q"', 'ä', '') },
);
const number = fc.oneof(
  { weight: 6, arbitrary: pick('0', '1', '2.5', '.5', '1e3', '0x1F', 'Inf', '-1', '+3', 'NaN') },
  {
    weight: 1,
    arbitrary: pick('1.', '1.e2', '1e', '0x', '0X1f', '0x1.8', '1_000', '1e400', '089', '017'),
  },
  { weight: 1, arbitrary: pick('0xffffffffffffffff', '5m', '1e-400', '0b1', '1.2.3', '9e99') },
);
const duration = fc.oneof(
  { weight: 6, arbitrary: pick('5m', '1h', '30s', '1d12h', '1w', '250ms', '1y2w3d4h5m6s7ms') },
  { weight: 1, arbitrary: pick('0s', '5', '1h1d', '5m5m', '300y', '1.5h', '-5m', '5M', 'm', '') },
  { weight: 1, arbitrary: pick('0m0s', '99999999999999999999w', '5m*2', '1_0m', '0x5m', '+5m') },
);

const escape = pick(
  ...words(
    '\\n \\t \\\\ \\" \\\' \\q \\x41 \\xff \\xc3\\xa4 \\x4 \\u00e4 \\ud800 \\U0001f600 ' +
      '\\U00110000 \\101 \\377 \\400 \\8 \\` \\ \n',
  ),
);
const plainText = pick(
  '',
  'shop',
  '5..',
  'Zürich',
  '日本',
  '😀',
  '{{ x }}',
  "it's",
  'say "x"',
  '#',
);
const inQuotes = (text: Text): Text =>
  fc.tuple(pick('"', "'", '`'), text).map(([mark, body]) => mark + body + mark);
const escaped = (text: string): string => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
const string = fc.oneof(
  { weight: 5, arbitrary: plainText.map((text) => `"${escaped(text)}"`) },
  { weight: 2, arbitrary: inQuotes(fc.oneof(plainText, escape)) },
  { weight: 1, arbitrary: inQuotes(listed(fc.oneof(plainText, escape), 3, '')) },
  { weight: 1, arbitrary: pick('"open', "'", '`raw', '""""', '"\ufffd"', '"\u0000"') },
);

const atom = pick(
  ...words(
    'a . \\d \\pL \\p{Greek} \\PN [a-z] [^0-9] [[:alpha:]] []a] é \\. \\x{263a} \\x41 ' +
      '\\Q(\\E ^ $ \\b \\B \\A \\z \\s 😀',
  ),
);
const oddAtom = pick(
  ...words(
    '\\p{Foo} \\p{Kawi} \\p{LC} \\C \\Z \\8 \\1 \\e [[:foo:]] [z-a] [ ] ( ) )( { } * ' +
      '\\ \\Q( [a-\\d] [\\p{Foo}] \\pX \\p{Lu _ (?=a) (?!a) (?<=a) (?<n>x) (?P<n>x) ' +
      '(?P=n) (?P<1>x) (?P<é>x) (?#c) \\x{110000} \\x{ \\_ \\- \\é [\\Q] (?>a) (?x) (?i ' +
      '(?i-s: \\07',
  ),
);
const repeat = pick(...words('···*·+·?·*?·+?·??·{2}·{2,}·{0,5}·{1000}·{3}?', '·'));
const oddRepeat = pick(...words('** ++ {1001} {5,2} {,5} {0,1001} {2}{3} {0} {99999999999} {a}'));
const regex = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc
    .array(
      fc.tuple(
        fc.oneof(
          { maxDepth: 3 },
          { weight: 6, arbitrary: atom },
          { weight: 1, arbitrary: oddAtom },
          { weight: 2, arbitrary: tie('pattern').map((text) => `(${text})`) },
          { weight: 1, arbitrary: tie('pattern').map((text) => `(?i:${text}|b)`) },
        ),
        fc.oneof({ weight: 12, arbitrary: repeat }, { weight: 1, arbitrary: oddRepeat }),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.flat().join('')),
})).pattern;
const pattern = fc.oneof(
  regex.map((text) => `"${escaped(text)}"`),
  regex.filter((text) => !text.includes('`')).map((text) => `\`${text}\``),
);

const matcher = fc.oneof(
  { weight: 4, arbitrary: joined(label, pick('=', '!='), string) },
  { weight: 4, arbitrary: joined(label, pick('=~', '!~'), pattern) },
  { weight: 1, arbitrary: joined(label, maybe(blank), pick('=', '==', '=~', '>', ''), string) },
);
const braces = fc.oneof(
  { weight: 8, arbitrary: listed(matcher, 3).map((text) => `{${text}}`) },
  { weight: 1, arbitrary: joined(pick('{', '{ ', '{#c\n'), matcher, pick(',}', ',,}', '}', '')) },
);
const labels = joined(pick('(', ' (', '('), listed(label, 3), pick(')', ',)', ')'));
const grouping = joined(pick('by', 'without', ' by ', 'BY'), labels);
const operator = pick(...words('+ - * / % ^ == != < <= > >= and or unless atan2'));
const matching = joined(
  fc.oneof({ weight: 3, arbitrary: fc.constant('') }, pick('bool ', ' bool')),
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    joined(pick('on', 'ignoring'), labels),
    joined(pick('on', 'ignoring'), labels, pick(' group_left ', ' group_right ')),
    joined(pick('on', 'ignoring'), labels, pick(' group_left', ' group_right'), labels),
    pick(' group_left ', ' on '),
  ),
);
const instant = pick(
  ...words(
    ' @ 1700000000| @ -5.5| @ start()| @ end()| @ START ( )| @ +1| @ 0x10| @ inf|' +
      ' @ 1e19| @ end| @ 5m| @| @ time()',
    '|',
  ),
);
const shift = joined(pick(' offset ', ' offset -', ' OFFSET ', ' offset - '), duration);
const modifier = fc.oneof({ weight: 2, arbitrary: shift }, instant);
const resolution = fc.oneof(fc.constant(''), duration);

/** Expressions of one type; `loose` ones take arguments of any type, and as many as they please. */
interface Typed {
  scalar: string;
  vector: string;
  matrix: string;
  string: string;
  any: string;
}
type Tie = fc.LetrecTypedTie<Typed>;

function args(tie: Tie, { takes, optional, repeats }: Signature): Text {
  const fixed = takes.map((type) => tie(type));
  const fewer = fixed.slice(0, fixed.length - optional);
  const more = [...fixed, ...(repeats ? [tie('string'), tie('string')] : [])];
  return fc
    .oneof(fc.tuple(...more), fc.tuple(...fixed), fc.tuple(...fewer))
    .map((texts) => texts.join(', '));
}

function calls(tie: Tie, gives: PromqlType): Text[] {
  return Array.from(FUNCTIONS)
    .filter(([, signature]) => signature.gives === gives)
    .map(([name, signature]) => args(tie, signature).map((text) => `${name}(${text})`));
}

function aggregations(tie: Tie): Text[] {
  return Array.from(AGGREGATIONS).map((name) => {
    const parameter = aggregationParameter(name);
    const body = joined(
      pick('(', ' ('),
      parameter === undefined ? fc.constant('') : joined(tie(parameter), fc.constant(', ')),
      tie('vector'),
      fc.constant(')'),
    );
    return fc.oneof(
      body.map((text) => name + text),
      joined(fc.constant(`${name} `), grouping, body),
      joined(fc.constant(name), body, fc.constant(' '), grouping),
    );
  });
}

function anyCall(tie: Tie): Text {
  const name = pick(
    ...FUNCTIONS.keys(),
    ...AGGREGATIONS,
    'nosuch',
    'Rate',
    'info',
    'a:b',
    'limitk',
  );
  return joined(name, pick('(', ' ('), listed(tie('any'), 3, ', '), pick(')', ')', ',)', ''));
}

const typed = fc.letrec<Typed>((tie: Tie) => ({
  scalar: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: number },
    { weight: 2, arbitrary: fc.oneof(...calls(tie, 'scalar')) },
    joined(tie('scalar'), pick('+', ' - ', '*', ' < bool ', ' == bool '), tie('scalar')),
    joined(pick('(', '-(', '+('), tie('scalar'), fc.constant(')')),
  ),
  vector: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: joined(metric, maybe(braces), maybe(modifier)) },
    { weight: 2, arbitrary: fc.oneof(...calls(tie, 'vector')) },
    { weight: 2, arbitrary: fc.oneof(...aggregations(tie)) },
    joined(tie('vector'), blank, operator, blank, matching, tie('vector')),
    joined(tie('scalar'), operator, blank, tie('vector')),
    joined(pick('(', '-(', '-'), tie('vector'), fc.constant(')')),
    joined(braces, maybe(modifier)),
  ),
  matrix: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: joined(metric, maybe(braces), pick('[', '[ '), duration, pick(']')) },
    joined(metric, pick('['), duration, fc.constant(']'), modifier, maybe(modifier)),
    joined(tie('vector'), pick('['), duration, pick(':', ' : '), resolution, fc.constant(']')),
  ),
  string,
  any: fc.oneof(
    { maxDepth: 4 },
    tie('scalar'),
    tie('vector'),
    tie('matrix'),
    tie('string'),
    anyCall(tie),
    joined(tie('any'), fc.constant(' '), operator, fc.constant(' '), matching, tie('any')),
    joined(
      tie('any'),
      fc.oneof(modifier, grouping, braces, joined(pick('['), duration, pick(']'))),
    ),
  ),
}));

const SCRAPS = [
  ...words(
    '(|)|{|}|[|]|,|:|"|\'|`|\\|#|@|!|=|~|;|.| |\n|\u00a0|x|5|5m| by | on | bool |-|^|' +
      ' offset |$|é',
    '|',
  ),
];

/** Texts that a slip of the hand made of others: characters left out, added, doubled, or exchanged. */
const mutated = fc
  .tuple(
    fc.oneof(typed.vector, typed.scalar),
    fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom(...SCRAPS)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([text, slips]) =>
    slips.reduce((left, [where, length, scrap]) => {
      const at = where % (left.length + 1);
      const [before, part, after] = [
        left.slice(0, at),
        left.slice(at, at + length),
        left.slice(at + length),
      ];
      if (where % 4 === 0) return before + after;
      if (where % 4 === 1) return before + scrap + part + after;
      return where % 4 === 2 ? before + part + part + after : before + scrap + after;
    }, text),
  )
  .map((text) => text.toWellFormed());

/** PromQL, well-formed, nearly so, or hardly: what a rule's `expr` may be asked to hold. Never blank. */
export const anyPromql: Text = fc
  .oneof(
    { weight: 4, arbitrary: fc.oneof(typed.vector, typed.scalar) },
    { weight: 3, arbitrary: typed.any },
    { weight: 3, arbitrary: mutated },
  )
  .filter((text) => text.trim() !== '');
