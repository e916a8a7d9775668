import * as z from 'zod/mini';

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

/** More faults of one map are not told: zod hands them on as arguments, of which a call can have only so many. */
const MAX_TOLD = 1_000;

/** Texts by name. Not a `z.record`, which drops the name `__proto__` without a word. */
export const texts = z
  .custom<Record<string, string>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    { error: 'not-an-object: This must be an object of texts.', abort: true },
  )
  .check(
    across<Record<string, unknown>>((value, tell) => {
      const wrong = Object.keys(value).filter((key) => typeof value[key] !== 'string');
      for (const key of wrong.slice(0, MAX_TOLD)) tell(NOT_A_TEXT, key);
    }),
    z.overwrite((value) => ({ ...value })),
  );
