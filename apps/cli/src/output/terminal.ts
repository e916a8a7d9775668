import type { Readable, Writable } from 'node:stream';
import { styler, wantsColour, type Style } from './style.js';

/** What the program is given by whoever starts it. */
export interface Streams {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Where data goes (stdout) and where talk goes (stderr). */
export class Terminal {
  readonly style: Style;
  readonly talkStyle: Style;

  constructor(
    readonly streams: Streams,
    readonly quiet: boolean,
    private readonly noInput: boolean,
  ) {
    this.style = styler(wantsColour(streams.env, streams.stdout.isTTY === true));
    this.talkStyle = styler(wantsColour(streams.env, streams.stderr.isTTY === true));
  }

  /** Whether a person is there to answer a question. */
  get canAsk(): boolean {
    return !this.noInput && this.streams.stdin.isTTY === true && this.streams.stderr.isTTY === true;
  }

  /** Whether nobody reads what is printed any more. */
  get isCut(): boolean {
    return !this.streams.stdout.writable;
  }

  /** Prints data; a newline is added where there is none. */
  data(text: string): void {
    if (text !== '' && !this.isCut)
      this.streams.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Says something that is not data; silent under --quiet. */
  say(line: string): void {
    if (!this.quiet) this.streams.stderr.write(`${line}\n`);
  }

  /** Says what went wrong, quiet or not. */
  complain(line: string): void {
    this.streams.stderr.write(`${line}\n`);
  }
}
