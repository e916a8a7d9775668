import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a time',
  null: 'null',
};
const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  uuid: 'an id, which is a UUID',
  url: 'an address that starts with http:// or https://',
  datetime: 'a time such as 2026-03-01T12:00:00Z',
  date: 'a day such as 2026-03-01',
};

const list = (values: readonly unknown[]) =>
  values.map((value) => JSON.stringify(value)).join(', ');

/** What a length or a number must be: `at least 2 characters`. */
function bound(word: string, limit: number | bigint, origin: string): string {
  if (origin === 'string')
    return `must have ${word} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set')
    return `must have ${word} ${limit} ${limit === 1 ? 'item' : 'items'}`;
  return `must be ${word} ${limit}`;
}

function tooSmall(issue: Extract<Issue, { readonly code: 'too_small' }>): string {
  const { minimum, origin, inclusive } = issue;
  if (origin === 'string' && minimum === 1) return 'must not be empty';
  return bound(inclusive === false ? 'more than' : 'at least', minimum, origin);
}

function tooBig(issue: Extract<Issue, { readonly code: 'too_big' }>): string {
  const { maximum, origin, inclusive } = issue;
  return bound(inclusive === false ? 'less than' : 'at most', maximum, origin);
}

/** One sentence of ours for what a schema finds, to be read behind the name of the field. @internal for its contract */
export function inOurWords(issue: Issue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? 'of another type'}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? 'written in another form'}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${list(issue.values)}`
        : `must be one of ${list(issue.values)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return 'has a name that is not taken here';
    case 'unrecognized_keys':
      return 'is not a field of this resource';
    default:
      return 'has none of the forms that are taken here';
  }
}

/** From here on every schema of this process that has no words of its own speaks in ours: what it says reaches people. */
export function speakInOurWords(): void {
  z.config({ customError: inOurWords });
}
