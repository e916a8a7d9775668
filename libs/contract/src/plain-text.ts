/** Control characters, line and paragraph separators, and marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is said of a text that is not one line. */
export const NOT_ONE_LINE =
  'must be one line, without control characters or marks that turn its direction';

/** Whether a name or title is one line that reads as it is written, wherever it is put: into mails, headings, tables, logs. */
export function isOneLine(text: string): boolean {
  return !UNSEEN.test(text);
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
