import type { Search } from './search.js';

/** How one value lives in the address: read from text (anything odd gives the default), written to text or left out. */
export interface Field<T> {
  fallback: T;
  read: (text: string | undefined) => T;
  write: (value: T) => string | undefined;
}

export function text(fallback = ''): Field<string> {
  return {
    fallback,
    read: (value) => value ?? fallback,
    write: (value) => (value === fallback ? undefined : value),
  };
}

export function oneOf<T extends string>(options: readonly T[]): Field<T | null> {
  return {
    fallback: null,
    read: (value) => options.find((option) => option === value) ?? null,
    write: (value) => value ?? undefined,
  };
}

export function choice<T extends string>(options: readonly T[], fallback: T): Field<T> {
  return {
    fallback,
    read: (value) => options.find((option) => option === value) ?? fallback,
    write: (value) => (value === fallback ? undefined : value),
  };
}

export function flag(): Field<boolean> {
  return {
    fallback: false,
    read: (value) => value === '1',
    write: (value) => (value ? '1' : undefined),
  };
}

/** A page's fields by name. */
export type AnyFields = Record<string, { read: (text: string | undefined) => unknown }>;
export type FieldValues<F extends AnyFields> = { [K in keyof F]: ReturnType<F[K]['read']> };

/** Reads all fields of a page from its query. */
export function readFields<F extends AnyFields>(fields: F, search: Search): FieldValues<F> {
  const entries = Object.entries(fields).map(([key, field]) => [key, field.read(search[key])]);
  return Object.fromEntries(entries) as FieldValues<F>;
}

/** The query after a change: fields at their default disappear, everything else stays as it is. */
export function writeFields<F extends AnyFields>(
  fields: F,
  search: Search,
  change: Partial<FieldValues<F>>,
): Search {
  const next: Search = { ...search };
  for (const [key, value] of Object.entries(change)) {
    const field = fields[key] as Field<unknown> | undefined;
    const written = field?.write(value);
    if (written === undefined) delete next[key];
    else next[key] = written;
  }
  return next;
}

/** Free text that may be absent (an id, a code); empty counts as absent. */
export function oneOfText(): Field<string | null> {
  return {
    fallback: null,
    read: (value) => (value ? value : null),
    write: (value) => (value ? value : undefined),
  };
}

/** An instant in ISO 8601; anything that is not one counts as absent. */
export function instant(): Field<string | null> {
  return {
    fallback: null,
    read: (value) =>
      value !== undefined && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
        ? value
        : null,
    write: (value) => value ?? undefined,
  };
}

/** A page's fields as they stand in its address: text, and only what is not at its default. */
export type SearchOf<F extends AnyFields> = { [K in keyof F]?: string };

/**
 * `validateSearch` of a route: what its fields cannot read is dropped, what they can stands as they write it. Everything else
 * (zone, language, territory) stays as it is.
 */
export function searchOf<F extends AnyFields>(
  fields: F,
): (search: Record<string, unknown>) => SearchOf<F> {
  return (search) => {
    const texts = Object.fromEntries(
      Object.entries(search).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
    return writeFields(fields, texts, readFields(fields, texts)) as SearchOf<F>;
  };
}
