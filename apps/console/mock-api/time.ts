interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

const ms = ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number =>
  (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;

/** A time before `now` as RFC 3339 text. */
export const ago = (now: Date, span: Span): string =>
  new Date(now.getTime() - ms(span)).toISOString();

/** A time after `now` as RFC 3339 text. */
export const ahead = (now: Date, span: Span): string =>
  new Date(now.getTime() + ms(span)).toISOString();
