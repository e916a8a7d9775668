/** What Markdown (CommonMark 0.31 and GitHub's tables, strikethrough and links of bare addresses) reads a meaning into, wherever it stands. */
const MEANING = /[\\`*_{}[\]()#|~$^]/g;
/** Line ends, and what steers whatever shows it. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
const BIDI = /\p{Bidi_Control}/gu;

/**
 * Foreign text as one line of Markdown that reads as it is written: no mark-up, no HTML, no link of its own.
 * @param text of any length; ends of lines become spaces
 */
export function inlineText(text: string): string {
  const line = text.replaceAll(BREAKS, ' ').replaceAll(BIDI, '').trim();
  return line
    .replaceAll(MEANING, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/:(?=\/\/|\\|&)/g, '\\:')
    .replaceAll(/(www|xmpp|mailto|https?|ftp)([.:])/gi, '$1\\$2')
    .replaceAll('@', '\\@')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/**
 * Foreign text of several lines: paragraphs stay paragraphs, lines stay lines, and what begins with a dash or a star is an item of a list.
 * @returns empty for a text without words
 */
export function blockText(text: string): string {
  const paragraphs = text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  return paragraphs.map(paragraphOf).join('\n\n');
}

const ITEM = /^\s*[-*\u2022]\s+(?=\S)/;

function paragraphOf(lines: readonly string[]): string {
  const isItem = lines.map((line) => ITEM.test(line));
  return lines
    .map((line, at) => {
      const said = inlineText(line.replace(ITEM, ''));
      if (isItem[at]) return `- ${said}`;
      // Behind an item it goes on with the item; a line that ends in a backslash is broken there.
      const isBroken = at < lines.length - 1 && !isItem[at + 1];
      const indent = isItem.slice(0, at).includes(true) ? '  ' : '';
      return `${indent}${said}${isBroken ? '\\' : ''}`;
    })
    .join('\n');
}

/** A row of a table. @param cells Markdown already */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
