/** Control characters, line and paragraph separators, and marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is said of a text that is not one line. */
export const NOT_ONE_LINE =
  'must be one line, without control characters or marks that turn its direction';

/** Whether a name or title is one line that reads as it is written, wherever it is put: into mails, headings, tables, logs. */
export function isOneLine(text: string): boolean {
  return !UNSEEN.test(text);
}

/** What steers a terminal, ends lines where nobody sees it, or turns a text around; tabs and ends of lines are text. */
const STEERING = /(?![\t\n\r])[\p{Cc}\u2028\u2029\p{Bidi_Control}]/gu;

/** What is said of a text that is not plain. */
export const NOT_PLAIN_TEXT =
  'must be text without control characters and marks that turn its direction';

/**
 * Whether a text of several lines reads as it is written, wherever it is put: into alerts, mails, files. Marks that only say of what
 * direction they are themselves (U+200E, U+200F, U+061C) may stand in it.
 */
export function isPlainText(text: string): boolean {
  return isOneLine(text.replace(/[\t\n\r]/g, ' '));
}

/** The same text with something else in place of every character that would steer whatever shows it; tabs and ends of lines stay. */
export function withoutSteering(text: string, instead: (letter: string) => string): string {
  return text.replace(STEERING, instead);
}

/** A character as JSON and YAML write it within double quotes. */
export function asEscape(letter: string): string {
  return `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** What is said of a text that is not the address of a web page. */
export const NOT_A_WEB_ADDRESS =
  'must be an address that starts with http:// or https:// and holds no password';

/**
 * The address of a web page, to link to: http or https, absolute, without user and password; null for any other text, such as
 * `javascript:…`.
 */
export function webAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !isOneLine(text) || text.includes(' ')) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.username === '' && url.password === '' ? url : null;
}

/**
 * The same for texts of times when an address could be anything: its user and password are taken out, since whoever sees a link sees them,
 * too; null where nothing remains that leads anywhere.
 */
export function webAddressWithoutPassword(text: string): string | null {
  const url = /^https?:/i.test(text) ? URL.parse(text) : null;
  if (!url || (url.username === '' && url.password === '')) return webAddress(text) && text;
  [url.username, url.password] = ['', ''];
  return webAddress(url.href) && url.href;
}
