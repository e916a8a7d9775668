import { Lexer } from 'yaml';

const DEEPEST = 64;
const MAX_PER_LINE = 32;
/** Far above any document of the catalog, and read in some hundredths of a second. */
const MAX_TOKENS = 20_000;
const UNPRINTABLE = /(?![\t\n\r\x85])\p{Cc}|\n\uFEFF/u;

/** What is wrong with a text, and how far into it; null = it is about a document as a whole. */
export interface YamlFault {
  readonly code: string;
  readonly message: string;
  readonly offset: number | null;
}

/** Characters that YAML does not allow (1.2.2, 5.1), and byte order marks inside of a document. */
export function unprintable(source: string): YamlFault | null {
  const found = UNPRINTABLE.exec(source);
  if (!found) return null;
  const mark = found[0].length > 1;
  const character = `U+${(found[0].codePointAt(mark ? 1 : 0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const message = mark
    ? `There is a byte order mark (${character}) inside of a document; end the one before it with "...".`
    : `The character ${character} may not stand in YAML.`;
  return { code: 'unprintable', message, offset: found.index + (mark ? 1 : 0) };
}

/**
 * Looks for a document that would keep the parser busy: it is recursive, and a megabyte of opening brackets costs it more than
 * ten seconds. Lexing alone is linear, and ends here after so many tokens.
 */
export function tooMuch(source: string): YamlFault | null {
  let [depth, indicators, tokens] = [0, 0, 0];
  for (const token of new Lexer().lex(source)) {
    tokens += 1;
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    if (token === '\n' || token === ',') indicators = 0;
    else if (token === '-' || token === '?' || token === ':') indicators += 1;
    if (depth > DEEPEST)
      return fault('too-nested', `Lists and maps are nested more than ${DEEPEST} deep.`);
    if (indicators > MAX_PER_LINE)
      return fault('too-nested', `One line opens more than ${MAX_PER_LINE} lists or maps.`);
    if (tokens > MAX_TOKENS)
      return fault(
        'too-large',
        `The document is too large; put "---" between documents, each of at most about ${MAX_TOKENS / 8} fields.`,
      );
  }
  return null;
}

const fault = (code: string, message: string): YamlFault => ({ code, message, offset: null });
