import { Lexer } from 'yaml';

const DEEPEST = 64;
const MOST_PER_LINE = 32;

/**
 * Looks for input that would keep the parser busy for minutes: it is recursive, and a megabyte of opening brackets costs it more
 * than ten seconds. Lexing alone is linear.
 * @returns what is wrong, or null
 */
export function tooNested(source: string): string | null {
  let depth = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(source)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    if (token === '\n' || token === ',') indicators = 0;
    else if (token === '-' || token === '?' || token === ':') indicators += 1;
    if (depth > DEEPEST) return `Lists and maps are nested more than ${DEEPEST} deep.`;
    if (indicators > MOST_PER_LINE) return `One line opens more than ${MOST_PER_LINE} lists or maps.`;
  }
  return null;
}
