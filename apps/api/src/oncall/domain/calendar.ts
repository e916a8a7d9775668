/** One entry of a calendar. Times are instants, half-open. */
export interface CalendarEvent {
  /** the same for the same thing, whatever of it changes */
  readonly uid: string;
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly description: string;
  /** how often it was revised */
  readonly sequence: number;
  /** when it was revised last */
  readonly revisedAt: Date;
}

const MOST_OCTETS = 75;
const encoder = new TextEncoder();

/**
 * A calendar as RFC 5545 writes it: UTF-8, lines ended by CR LF and folded at 75 octets, times in UTC so that no reader of it knows another
 * zone than we do.
 * @param name of the calendar, for programs that show one
 * @param refresh seconds after which readers may ask again
 */
export function calendarText(
  name: string,
  events: readonly CalendarEvent[],
  refresh: number,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Leitstand//On call//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refresh}S`,
    `X-PUBLISHED-TTL:PT${refresh}S`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent): string[] {
  const { uid, start, end, summary, description, sequence, revisedAt } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    // Without a METHOD it says when the entry was revised last, not when this text was made.
    `DTSTAMP:${utc(revisedAt)}`,
    `LAST-MODIFIED:${utc(revisedAt)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    // Whoever is on call may have meetings.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** An instant to the second, as in `20260301T080000Z`. */
export function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A TEXT value: what means something there is escaped, and controls, which may not stand there, are left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** A content line in pieces of at most 75 octets; no character is cut, each later piece begins with a blank. */
function folded(line: string): string {
  if (encoder.encode(line).length <= MOST_OCTETS) return line;
  const pieces: string[] = [];
  let [piece, octets] = ['', 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > MOST_OCTETS) {
      pieces.push(piece);
      [piece, octets] = [' ', 1];
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}
