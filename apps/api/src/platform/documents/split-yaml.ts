/** A part of a YAML stream that holds one document, and where it stands in the whole text. */
export interface YamlPart {
  readonly text: string;
  /** line breaks before it */
  readonly linesBefore: number;
}

/** `---` or `...` at the start of a line and with nothing or a blank behind it ends a document, whatever surrounds it (YAML 1.2.2, 9.1.2). */
const MARK = /(?:^|\n)(---|\.\.\.)(?![^ \t\r\n])/g;
const PRELUDE_LINE = /^\uFEFF?(?:%|[ \t\r]*(?:#|$))/;

/** Whether there are only comments, directives and blank lines, which belong to the document behind them. */
const isPrelude = (text: string): boolean =>
  text.split('\n').every((line) => PRELUDE_LINE.test(line));

/**
 * Cuts a YAML stream at its document marks, so that each document can be read on its own. Comments and directives before a `---`
 * stay with the document that they introduce.
 */
export function* splitYaml(stream: string): Generator<YamlPart> {
  let [from, linesBefore, bare] = [0, 0, true];
  const part = (to: number): YamlPart => {
    const text = stream.slice(from, to);
    const found = { text, linesBefore };
    [from, linesBefore] = [to, linesBefore + text.split('\n').length - 1];
    return found;
  };
  for (const { index, 0: whole, 1: mark } of stream.matchAll(MARK)) {
    const start = index + whole.length - 3;
    if (mark === '---') {
      if (!bare || !isPrelude(stream.slice(from, start))) yield part(start);
      bare = false;
    } else {
      const lineEnd = stream.indexOf('\n', start);
      yield part(lineEnd < 0 ? stream.length : lineEnd + 1);
      bare = true;
    }
  }
  if (from < stream.length && !(bare && isPrelude(stream.slice(from)))) yield part(stream.length);
}
