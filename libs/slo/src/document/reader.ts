import type { FieldError } from '../result.js';

/** Collects every complaint about a document instead of stopping at the first. */
export class Complaints {
  readonly list: FieldError[] = [];

  add(path: string, code: string, message: string): undefined {
    this.list.push({ path, code, message });
    return undefined;
  }
}

export type Fields = Record<string, unknown>;

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an object and refuses the fields that are not allowed. */
export function readFields(
  value: unknown,
  path: string,
  allowed: readonly string[],
  complaints: Complaints,
): Fields | undefined {
  if (!isFields(value))
    return complaints.add(
      path,
      value === undefined ? 'required' : 'not-an-object',
      value === undefined ? 'This part is missing.' : 'This must be an object.',
    );
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) {
      complaints.add(
        join(path, key),
        'unknown-field',
        `'${key}' is not a field here; known are ${allowed.join(', ')}.`,
      );
    }
  }
  return value;
}

/** Reads a required text that is not blank and not longer than `longest`. */
export function readText(
  fields: Fields,
  key: string,
  path: string,
  complaints: Complaints,
  longest = 4_096,
): string | undefined {
  const value = fields[key];
  const at = join(path, key);
  if (value === undefined || value === null)
    return complaints.add(at, 'required', 'This field is missing.');
  if (typeof value !== 'string')
    return complaints.add(at, 'not-a-text', 'This must be a text; put it in quotes.');
  if (value.trim() === '') return complaints.add(at, 'empty', 'This must not be empty.');
  if (value.length > longest)
    return complaints.add(at, 'too-long', `This must be at most ${longest} characters long.`);
  return value;
}

/** Like readText, for a field that may be left out. */
export function readOptionalText(
  fields: Fields,
  key: string,
  path: string,
  complaints: Complaints,
  longest?: number,
): string | undefined {
  return fields[key] === undefined ? undefined : readText(fields, key, path, complaints, longest);
}

const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Reads an RFC 1123 label: lower-case letters, digits and inner hyphens, at most 63. */
export function readName(
  fields: Fields,
  key: string,
  path: string,
  complaints: Complaints,
): string | undefined {
  const value = readText(fields, key, path, complaints);
  if (value === undefined) return undefined;
  if (value.length <= 63 && NAME.test(value)) return value;
  return complaints.add(
    join(path, key),
    'not-a-name',
    'A name has at most 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit.',
  );
}

/** Reads a finite number. */
export function readNumber(
  fields: Fields,
  key: string,
  path: string,
  complaints: Complaints,
): number | undefined {
  const value = fields[key];
  const at = join(path, key);
  if (value === undefined) return complaints.add(at, 'required', 'This field is missing.');
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return complaints.add(at, 'not-a-number', 'This must be a number.');
}

/** Reads a map of texts that may be left out. */
export function readTextMap(
  fields: Fields,
  key: string,
  path: string,
  complaints: Complaints,
): Record<string, string> | undefined {
  const value = fields[key];
  if (value === undefined) return undefined;
  const at = join(path, key);
  if (!isFields(value))
    return complaints.add(at, 'not-an-object', 'This must be an object of texts.');
  const entries: [string, string][] = [];
  for (const [name, text] of Object.entries(value)) {
    if (typeof text === 'string') entries.push([name, text]);
    else complaints.add(join(at, name), 'not-a-text', 'This must be a text; put it in quotes.');
  }
  return Object.fromEntries(entries);
}
