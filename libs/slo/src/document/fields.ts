import * as z from 'zod/mini';
import {
  isOneLine,
  isPlainText,
  nameOf,
  NOT_A_WEB_ADDRESS,
  NOT_ONE_LINE,
  NOT_PLAIN_TEXT,
  webAddress,
} from '#contract';

// What the schema of a document is made of. Every message here reads `code: sentence`; `faultsOf` parts the two.

const MISSING = 'required: This field is missing.';
const NOT_A_TEXT = 'not-a-text: This must be a text; put it in quotes.';

/** A rule of a value that is well so far; `says` gives what is wrong with it. */
export function rule<T>(says: (value: T) => string | undefined) {
  return z.check<T>(({ value, issues }) => {
    const message = says(value);
    if (message !== undefined) issues.push({ code: 'custom', input: value, message });
  });
}

/** A rule of a value that is well so far. */
export function must<T>(holds: (value: T) => boolean, message: string) {
  return rule<T>((value) => (holds(value) ? undefined : message));
}

/** Tells what is wrong, and with which part of the value. */
export type Tell = (message: string, ...path: (string | number)[]) => void;

/** A rule across the parts of an object or list, asked whatever else is wrong with single parts. */
export function across<T>(ask: (value: T, tell: Tell) => void) {
  return z.check<T>(
    ({ value, issues }) => {
      ask(value, (message, ...path) =>
        issues.push({ code: 'custom', input: value, message, path }),
      );
    },
    { when: ({ issues }) => !issues.some((issue) => issue.code === 'invalid_type' && !issue.path) },
  );
}

/** Exactly one of these fields is there. */
export function exactlyOne<K extends string>(keys: readonly K[], message: string) {
  return across<Partial<Record<K, unknown>>>((value, tell) => {
    if (keys.filter((key) => value[key] !== undefined).length !== 1) tell(message);
  });
}

/** Drops the fields that are undefined, so that documents compare and print cleanly. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** An object of these fields and no others. */
export function fields<T extends z.core.$ZodShape>(shape: T) {
  const unknown = `unknown-field: is not a field here; known are ${Object.keys(shape).join(', ')}.`;
  const error: z.core.$ZodErrorMap = ({ code, input }) => {
    if (code === 'unrecognized_keys') return unknown;
    return input === undefined
      ? 'required: This part is missing.'
      : 'not-an-object: This must be an object.';
  };
  return z.strictObject(shape, { error }).check(z.overwrite(compact));
}

/** A text that is not blank and not longer than `longest`. */
export function text(longest = 4_096) {
  return z
    .string({ error: ({ input }) => ((input ?? null) === null ? MISSING : NOT_A_TEXT) })
    .check(
      must((value) => value.trim() !== '', 'empty: This must not be empty.'),
      must(
        (value) => value.length <= longest,
        `too-long: This must be at most ${longest} characters long.`,
      ),
    );
}

/** A name or title for people, as it is kept. */
export function title(longest: number) {
  return text(longest).check(
    must(isOneLine, `not-one-line: This ${NOT_ONE_LINE}.`),
    z.overwrite(nameOf),
  );
}

/** A text of any number of lines, for people. */
export function prose(longest: number) {
  return text(longest).check(must(isPlainText, `not-plain-text: This ${NOT_PLAIN_TEXT}.`));
}

/** The address of a web page. */
export const address = text(2_000).check(
  must((value) => webAddress(value) !== null, `not-a-web-address: This ${NOT_A_WEB_ADDRESS}.`),
);

const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** An RFC 1123 label: lower-case letters, digits and inner hyphens, at most 63. */
export const name = text().check(
  must(
    (value) => value.length <= 63 && NAME.test(value),
    'not-a-name: A name has at most 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit.',
  ),
);

/** A finite number. */
export const number = z.number({
  error: ({ input }) => (input === undefined ? MISSING : 'not-a-number: This must be a number.'),
});

/** Of a map of texts: how many, how long their names, and how long they. */
const MAX_TEXTS = 64;
const LONGEST_KEY = 253;

/** What is wrong with one text of a map. */
function faultOf(key: string, value: unknown, { longest, lines }: Bounds): string | undefined {
  if (typeof value !== 'string') return NOT_A_TEXT;
  if (!isOneLine(key)) return `not-one-line: A name here ${NOT_ONE_LINE}.`;
  if (!lines && !isOneLine(value)) return `not-one-line: This ${NOT_ONE_LINE}.`;
  if (!isPlainText(value)) return `not-plain-text: This ${NOT_PLAIN_TEXT}.`;
  if (key.length > LONGEST_KEY)
    return `too-long: A name here has at most ${LONGEST_KEY} characters.`;
  return value.length > longest
    ? `too-long: This must be at most ${longest} characters long.`
    : undefined;
}

/** What the texts of a map may be. */
interface Bounds {
  readonly longest: number;
  /** whether one may have several lines */
  readonly lines: boolean;
}

/** At most 64 texts by name, of at most `longest` characters. Not a `z.record`, which drops the name `__proto__` without a word. */
export const texts = (bounds: Bounds) =>
  z
    .custom<Record<string, string>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      { error: 'not-an-object: This must be an object of texts.', abort: true },
    )
    .check(
      across<Record<string, unknown>>((value, tell) => {
        const keys = Object.keys(value);
        if (keys.length > MAX_TEXTS)
          return tell(`too-many: There are at most ${MAX_TEXTS} of these.`);
        for (const key of keys) {
          const fault = faultOf(key, value[key], bounds);
          if (fault) tell(fault, key);
        }
      }),
      z.overwrite((value) => ({ ...value })),
    );
