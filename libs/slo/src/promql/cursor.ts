import { place } from './fault.js';
import type { PromqlFault } from './fault.js';
import { tokenAt } from './tokens.js';
import type { Token, Where } from './tokens.js';

/** Syntax of Prometheus 3 that a reader of 2.42 meets as a word too many. */
const LATER_WORDS = new Set(['anchored', 'fill', 'fill_left', 'fill_right', 'smoothed']);

function described({ kind, text, says }: Token): string {
  if (kind === 'bad') return says;
  if (kind === 'end') return 'unexpected end of input';
  if (kind === 'word') return `unexpected identifier "${text}"`;
  return kind === 'keyword' || kind === 'symbol'
    ? `unexpected "${text}"`
    : `unexpected ${kind} ${kind === 'string' ? text : `"${text}"`}`;
}

/**
 * Stands in a PromQL text and keeps what was found wrong with it. Once the text stops making sense it stands at its end, so that
 * whoever reads on comes to an end, too.
 */
export class Cursor {
  token: Token;
  private refused: PromqlFault | undefined;
  private noted: PromqlFault | undefined;

  constructor(readonly text: string) {
    this.token = tokenAt(text, 0, 'plain');
  }

  /** What ended the reading. */
  get syntaxFault(): PromqlFault | undefined {
    return this.refused;
  }

  /** The first fault: one that ended the reading before all others. */
  get fault(): PromqlFault | undefined {
    return this.refused ?? this.noted;
  }

  /** Takes the token; the next one is read as what stands there: plainly, or between braces or brackets. */
  take(where: Where = 'plain'): Token {
    const { token } = this;
    if (this.refused === undefined) this.token = tokenAt(this.text, token.to, where);
    return token;
  }

  at(text: string): boolean {
    return this.token.text === text && (this.is('symbol') || this.is('keyword'));
  }

  is(kind: Token['kind']): boolean {
    return this.token.kind === kind;
  }

  /** Takes a symbol if it stands here. */
  took(text: string, where?: Where): boolean {
    const here = this.at(text);
    if (here) this.take(where);
    return here;
  }

  /** Notes a fault of text that can be read; the first one counts. */
  note(code: string, says: string, position: number): void {
    this.noted ??= this.faultOf(code, says, position);
  }

  /** Refuses the text for the token that stands here. `context` is where, and what would fit. */
  unexpected(context = ''): void {
    const { token } = this;
    if (token.kind === 'duration' || LATER_WORDS.has(token.text))
      return this.stop(
        'promql-too-new',
        `${described(token)}: as used here it needs a Prometheus newer than 2.42`,
      );
    this.stop('promql-syntax', described(token) + (token.kind === 'bad' ? '' : context));
  }

  /** Refuses the text. */
  stop(code: string, says: string, position = this.token.from): void {
    this.refused ??= this.faultOf(code, says, position);
    const end = this.text.length;
    this.token = { kind: 'end', text: '', from: end, to: end, says: '' };
  }

  private faultOf(code: string, says: string, position: number): PromqlFault {
    const message = `Not valid PromQL at ${place(this.text, position)}: ${says}.`;
    return { code, message, position };
  }
}
