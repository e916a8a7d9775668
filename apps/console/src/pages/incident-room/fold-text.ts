/** What is hardly longer is shown whole: a press should bring more than a line. In UTF-16 units, and in lines as they were written. */
const WHOLE = { length: 600, lines: 8 } as const;
const FOLDED = { length: 400, lines: 5 } as const;
/** The longest character that is kept in one piece, e.g. a family of emoji. */
const LONGEST_CHARACTER = 64;

/**
 * The beginning of a long text, for a list of many: the browser lays out what is in the page, seen or not, and writing whose letters join or
 * that has no spaces costs it most.
 * @returns null for a text that is short enough to be shown whole
 */
export function foldedText(text: string): string | null {
  const lines = text.split('\n', WHOLE.lines + 1);
  if (text.length <= WHOLE.length && lines.length <= WHOLE.lines) return null;
  const first = lines.slice(0, FOLDED.lines).join('\n');
  return `${first.slice(0, endOf(first)).trimEnd()}…`;
}

/** Where to cut: between two characters as readers see them. */
function endOf(text: string): number {
  if (text.length <= FOLDED.length) return text.length;
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const around = segments.segment(text.slice(0, FOLDED.length + LONGEST_CHARACTER));
  return around.containing(FOLDED.length)?.index || FOLDED.length;
}
