import { err, ok } from '../result.js';
import type { Result } from '../result.js';

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
};
const PIECE =
  /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))|[^\\]+/gu;
const LAST_CODE_POINT = 0x10ffff;

/** What a string literal is wrong with, and how far from its start. */
export interface StringFault {
  readonly says: string;
  readonly at: number;
}

function isCharacter(code: number): boolean {
  return code <= LAST_CODE_POINT && (code < 0xd800 || code > 0xdfff);
}

/** One escape: a byte as a number, a text, or undefined where Go knows none such. */
function unescaped(piece: RegExpMatchArray, quoteMark: string): number | string | undefined {
  const [, hex, octal, short, long, plain] = piece;
  if (hex !== undefined) return Number.parseInt(hex, 16);
  if (octal !== undefined) {
    const byte = Number.parseInt(octal, 8);
    return byte < 256 ? byte : undefined;
  }
  const digits = short ?? long;
  if (digits !== undefined) {
    const code = Number.parseInt(digits, 16);
    return isCharacter(code) ? String.fromCodePoint(code) : undefined;
  }
  return plain === quoteMark ? plain : ESCAPES[plain ?? ''];
}

/** Texts and single bytes as one text; undefined unless they are UTF-8 together. */
function joined(parts: readonly (number | string)[]): string | undefined {
  if (parts.every((part) => typeof part === 'string' || part < 0x80))
    return parts.map((p) => (typeof p === 'string' ? p : String.fromCharCode(p))).join('');
  const encoder = new TextEncoder();
  const bytes = parts.flatMap((p) => (typeof p === 'string' ? [...encoder.encode(p)] : [p]));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes),
    );
  } catch {
    return undefined;
  }
}

/**
 * The value of a PromQL string literal: Go escapes in '…' and "…", none in `…`. A value that is no UTF-8, which Prometheus 2 keeps
 * and no other part of a rule file can, is refused.
 */
export function readString(literal: string): Result<string, StringFault> {
  const body = literal.slice(1, -1);
  const odd = body.search(/\ufffd|\p{Surrogate}/u);
  if (odd >= 0) return err({ says: 'invalid UTF-8 rune', at: odd + 1 });
  if (literal.startsWith('`')) return ok(body);
  const parts: (number | string)[] = [];
  for (const piece of body.matchAll(PIECE)) {
    const text = piece[0];
    const part = text.startsWith('\\') ? unescaped(piece, literal.charAt(0)) : text;
    if (part === undefined)
      return err({ says: `unknown escape sequence ${text}`, at: piece.index + 1 });
    parts.push(part);
  }
  const value = joined(parts);
  return value === undefined ? err({ says: 'a text that is not UTF-8', at: 0 }) : ok(value);
}

/** Writes a value as a double-quoted PromQL string literal. */
export function quote(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
