/** What the program's exit code says. */
export const EXIT = {
  /** done */
  OK: 0,
  /** the server refused, or something is broken */
  FAILED: 1,
  /** wrong usage, or cancelled by the person asked */
  USAGE: 2,
  /** the check ran and found problems */
  FOUND_PROBLEMS: 3,
  /** signing in is needed: no token, or one that is not accepted */
  AUTH_NEEDED: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The codes with a sentence each, as `help exit-codes` shows them. */
export const EXIT_CODES: readonly (readonly [ExitCode, string])[] = [
  [EXIT.OK, 'done'],
  [EXIT.FAILED, 'failed: the server refused or did not answer'],
  [EXIT.USAGE, 'wrong usage or cancelled; nothing was changed'],
  [
    EXIT.FOUND_PROBLEMS,
    'the check ran and found problems (audit verify, catalog apply --dry-run, oncall who-if, status)',
  ],
  [EXIT.AUTH_NEEDED, 'a valid token is needed'],
];
