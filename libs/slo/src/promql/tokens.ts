import { isNumber } from './literals.js';

/**
 * What a token is. `word` covers metric names, labels and functions; `keyword` those that PromQL keeps for itself; `symbol`
 * operators and punctuation; `bad` carries in `says` why Prometheus has no token there.
 */
export type TokenKind =
  | 'number'
  | 'duration'
  | 'string'
  | 'word'
  | 'keyword'
  | 'symbol'
  | 'end'
  | 'bad';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a keyword in lower case, as keywords may be written in any. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

/** Prometheus reads the same characters differently between braces, behind the opening bracket of a range, and up to its end. */
export type Where = 'plain' | 'braces' | 'range' | 'brackets';

export const AGGREGATIONS: ReadonlySet<string> = new Set(
  'avg bottomk count count_values group max min quantile stddev stdvar sum topk'.split(' '),
);
const MODIFIERS =
  'and or unless atan2 by without on ignoring group_left group_right bool offset start end';
const KEYWORDS = new Set([...AGGREGATIONS, ...MODIFIERS.split(' ')]);
const NUMBER_WORDS = new Set(['inf', 'nan']);

const BLANKS = /[ \t\n\r]*/y;
const SKIPPED = /(?:[ \t\n\r]|#[^\n\r]*)*/y;
const WORD = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const LABEL = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /0[xX][0-9a-fA-F]*(?:\.\d*)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d*)?/y;
const DIGITS_AND_LETTERS = /[0-9A-Za-z_]+/y;
const DURATION = /(?:\d+(?:ms|[smhdwy]))+/y;
const STRING = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`[^`]*`/y;
const SYMBOL = /==|!=|<=|>=|[-+*/%^<>=@(){}[\],]/y;
const SYMBOL_IN_BRACES = /=~|!~|!=|[={},]/y;

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function token(kind: TokenKind, text: string, from: number, says = ''): Token {
  return { kind, text, from, to: from + text.length, says };
}

function numberOrDuration(text: string, from: number): Token {
  const number = matched(NUMBER, text, from) ?? '';
  const rest = matched(DIGITS_AND_LETTERS, text, from + number.length) ?? '';
  if (rest === '') {
    return isNumber(number)
      ? token('number', number, from)
      : token('bad', number, from, `bad number "${number}"`);
  }
  const whole = matched(DIGITS_AND_LETTERS, text, from) ?? number + rest;
  if (matched(DURATION, text, from) === whole) return token('duration', whole, from);
  return token('bad', number + rest, from, `bad number or duration syntax "${number}${rest}"`);
}

function stringAt(text: string, from: number): Token {
  const literal = matched(STRING, text, from);
  if (literal !== undefined) return token('string', literal, from);
  const says = text[from] === '`' ? 'unterminated raw string' : 'unterminated quoted string';
  return token('bad', text.slice(from), from, says);
}

function word(text: string, from: number): Token {
  const name = matched(WORD, text, from) ?? '';
  const lower = name.toLowerCase();
  if (NUMBER_WORDS.has(lower)) return token('number', name, from);
  if (KEYWORDS.has(lower)) return token('keyword', lower, from);
  return token('word', name, from);
}

function badCharacter(text: string, from: number, inside = ''): Token {
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  return token('bad', character, from, `unexpected character${inside}: '${character}'`);
}

function plainToken(text: string, from: number, character: string): Token {
  if (/[0-9]/.test(character) || /^\.[0-9]/.test(text.slice(from, from + 2)))
    return numberOrDuration(text, from);
  if (/[A-Za-z_:]/.test(character)) return word(text, from);
  const symbol = matched(SYMBOL, text, from);
  if (symbol === undefined || text.startsWith('=~', from)) return badCharacter(text, from);
  return token('symbol', symbol, from);
}

function braceToken(text: string, from: number): Token {
  const label = matched(LABEL, text, from);
  if (label !== undefined) return token('word', label, from);
  const symbol = matched(SYMBOL_IN_BRACES, text, from);
  if (symbol !== undefined) return token('symbol', symbol, from);
  return badCharacter(text, from, ' inside braces');
}

function bracketToken(text: string, from: number, character: string): Token {
  if (character === ':' || character === ']') return token('symbol', character, from);
  if (/[0-9]/.test(character)) return numberOrDuration(text, from);
  return badCharacter(text, from, ' inside brackets');
}

/** The token at an offset or behind the blanks and comments that stand there, read as Prometheus 2.42 reads it. */
export function tokenAt(text: string, offset: number, where: Where): Token {
  const skipped = where === 'range' ? BLANKS : SKIPPED;
  const from = offset + (matched(skipped, text, offset)?.length ?? 0);
  const character = text.charAt(from);
  if (character === '') return token('end', '', from);
  if (where === 'range' || where === 'brackets') return bracketToken(text, from, character);
  if (/["'`]/.test(character)) return stringAt(text, from);
  return where === 'plain' ? plainToken(text, from, character) : braceToken(text, from);
}
