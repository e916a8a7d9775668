/** A text as a CSS string, for `content`: quotes and backslashes escaped, line ends as \A, no control characters. */
export function cssString(text: string): string {
  const safe = text.replace(/["\\]/g, '\\$&').replace(/\r?\n/g, '\\A ');
  return `"${[...safe].filter((one) => one >= ' ').join('')}"`;
}
