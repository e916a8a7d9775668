/** Control characters, line and paragraph separators, and marks that turn the direction of what follows. */
const BREAKING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * What fonts show nothing of: zero-width spaces and joiners, soft hyphens, tags, selectors of variants, fillers (Unicode:
 * Default_Ignorable_Code_Point), and two that Unicode counts as signs.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u;

/** Emoji that are told apart by joiners, selectors and tags, as fonts have them. */
const EMOJI = /\p{RGI_Emoji}/gv;

/**
 * Joiners that letters need (RFC 5892, appendix A): behind a virama of the Indian scripts, and between Arabic letters of which the first
 * would join the second.
 */
const JOINING =
  /(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d]|(?<=(?![\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0698])\p{Script=Arabic})\u200c(?=\p{Script=Arabic})/gu;

/** What is said of a text that is not one line. */
export const NOT_ONE_LINE =
  'must be one line, without control characters, characters that cannot be seen and marks that turn its direction';

/**
 * Whether a name or title is one line that reads as it is written, wherever it is put: into mails, headings, tables, logs. Nothing in it is
 * hidden, so that two that look alike are not two by what nobody sees.
 */
export function isOneLine(text: string): boolean {
  return !BREAKING.test(text) && (!UNSEEN.test(text) || !UNSEEN.test(withoutNeeded(text)));
}

/** The text without what is seen by what it does to its neighbours. */
function withoutNeeded(text: string): string {
  return text.replaceAll(EMOJI, '.').replaceAll(JOINING, '');
}

/**
 * A name as it is kept: composed (Unicode's normal form C), a single space for each run of spaces of whatever width, none around it. Two
 * names that are written alike are then the same text.
 */
export function nameOf(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Zs}+/gu, ' ')
    .trim();
}

/** The nearest name to what others call something: one line, and nothing in it that is not seen. */
export function oneLineOf(text: string): string {
  const line = text.replaceAll(new RegExp(BREAKING, 'gu'), ' ');
  return nameOf(isOneLine(line) ? line : line.replaceAll(new RegExp(UNSEEN, 'gu'), ''));
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
  return !BREAKING.test(text.replace(/[\t\n\r]/g, ' '));
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
