/** Control characters, and those that turn the direction of text around (Unicode, UAX #9): neither has a place in a line. */
const UNSPEAKABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** What somebody else wrote, as one line that changes nothing around it. */
export function plainLine(text: string): string {
  return text.replace(UNSPEAKABLE, ' ').trim();
}

/** The beginning of a text, with a mark where it was cut. @param most characters, the mark included; no character is cut in two */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '')}…`;
}
