import { CST } from 'yaml';

const DEEPEST = 64;
const MAX_PER_LINE = 32;
/** Far above any document of the catalog, and read in some hundredths of a second. Each line of a text counts as one. */
export const MAX_TOKENS = 20_000;
/** Characters of one text or comment: the longest that is kept, an expression, has a tenth of it. */
const MAX_TEXT = 100_000;
/** Characters of a document, comments included. */
const MAX_DOCUMENT = 256 * 1024;
/** A text of invalid escapes has a fault in every second character: this many are looked at. */
const MAX_ESCAPE_FAULTS = 20;
const UNPRINTABLE = /(?![\t\n\r\x85])\p{Cc}|\n\uFEFF/gu;

/** What is wrong with a text, and how far into the stream; null = it is about a document as a whole. */
export interface YamlFault {
  readonly code: string;
  readonly message: string;
  readonly offset: number | null;
}

/**
 * Looks at the lexemes of a stream before they are parsed, for what must not get so far: characters that YAML does not allow,
 * and documents that would keep the parser busy. It is recursive, and a megabyte of opening brackets costs it more than ten
 * seconds; each invalid escape costs it an error with a stack, each line of a text a piece of its own. Lexing alone is linear.
 */
export class YamlGuard {
  private depth = 0;
  private indicators = 0;
  private tokens = 0;
  private characters = 0;
  private readonly unprintable: Iterator<RegExpExecArray>;
  private found: RegExpExecArray | undefined;

  constructor(source: string) {
    this.unprintable = source.matchAll(UNPRINTABLE);
    this.found = this.following();
  }

  /** Another document begins. */
  restart(): void {
    [this.depth, this.indicators, this.tokens, this.characters] = [0, 0, 0, 0];
  }

  /** What keeps the document that holds this lexeme from being parsed; empty when nothing does. */
  check(lexeme: string, offset: number): YamlFault[] {
    const fault = this.character(offset, offset + lexeme.length);
    if (fault) return [fault];
    const escapes = lexeme.startsWith('"') ? escapeFaults(lexeme.slice(0, MAX_TEXT), offset) : [];
    if (escapes.length > 0) return escapes;
    const size = this.size(lexeme, offset);
    return size ? [size] : [];
  }

  /** Characters that YAML does not allow (1.2.2, 5.1), and byte order marks inside of a document. */
  private character(from: number, to: number): YamlFault | null {
    while (this.found && endOf(this.found) <= from) this.found = this.following();
    const { found } = this;
    if (!found || endOf(found) > to) return null;
    const mark = found[0].length > 1;
    const code = (found[0].codePointAt(mark ? 1 : 0) ?? 0).toString(16).toUpperCase();
    const character = `U+${code.padStart(4, '0')}`;
    const message = mark
      ? `There is a byte order mark (${character}) inside of a document; end the one before it with "...".`
      : `The character ${character} may not stand in YAML.`;
    return { code: 'unprintable', message, offset: endOf(found) - 1 };
  }

  private following(): RegExpExecArray | undefined {
    const { done, value } = this.unprintable.next();
    return done ? undefined : value;
  }

  private size(lexeme: string, offset: number): YamlFault | null {
    this.tokens += lexeme.length > 1 ? 1 + lineEnds(lexeme, MAX_TOKENS) : 1;
    this.characters += lexeme.length;
    if (lexeme === '[' || lexeme === '{') this.depth += 1;
    else if (lexeme === ']' || lexeme === '}') this.depth = Math.max(0, this.depth - 1);
    if (lexeme === '\n' || lexeme === ',') this.indicators = 0;
    else if (lexeme === '-' || lexeme === '?' || lexeme === ':') this.indicators += 1;
    if (this.depth > DEEPEST)
      return whole('too-nested', `Lists and maps are nested more than ${DEEPEST} deep.`);
    if (this.indicators > MAX_PER_LINE)
      return whole('too-nested', `One line opens more than ${MAX_PER_LINE} lists or maps.`);
    if (lexeme.length > MAX_TEXT) {
      const message = `A text is longer than ${MAX_TEXT / 1000},000 characters.`;
      return { code: 'too-large', message, offset };
    }
    if (this.tokens > MAX_TOKENS)
      return whole(
        'too-large',
        `The document is too large; put "---" between documents, each of at most about ${MAX_TOKENS / 8} fields or ${MAX_TOKENS / 1000},000 lines.`,
      );
    if (this.characters <= MAX_DOCUMENT) return null;
    return whole(
      'too-large',
      `The document is longer than ${MAX_DOCUMENT / 1024} kB; put "---" between documents.`,
    );
  }
}

/** Ends of lines in a text; no more are counted than `most`. */
function lineEnds(text: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && count <= most; at = text.indexOf('\n', at + 1))
    count += 1;
  return count;
}

const endOf = (found: RegExpExecArray): number => found.index + found[0].length;

const whole = (code: string, message: string): YamlFault => ({ code, message, offset: null });

/** How the rest of yaml names a kind of fault here: BAD_DQ_ESCAPE is bad-dq-escape. */
export const codeOf = (code: string): string => code.toLowerCase().replaceAll('_', '-');

class Enough extends Error {}

/** The first faults of a text in double quotes when it has more than are worth reading; the composer finds fewer by itself. */
function escapeFaults(source: string, offset: number): YamlFault[] {
  const faults: YamlFault[] = [];
  const token: CST.FlowScalar = { type: 'double-quoted-scalar', offset, indent: 0, source };
  try {
    CST.resolveAsScalar(token, true, (at, code, message) => {
      faults.push({ code: codeOf(code), message, offset: at });
      if (faults.length === MAX_ESCAPE_FAULTS) throw new Enough();
    });
  } catch (error) {
    if (error instanceof Enough) return faults;
    throw error;
  }
  return [];
}
