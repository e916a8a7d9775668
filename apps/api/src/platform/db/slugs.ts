import { sql, type RawBuilder } from 'kysely';

/** Whether the slug is one of these, however many there are. */
export function isOneOf(slugs: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`slug = any (${slugs}::text[])`;
}

/** Slugs in one order whatever the database's language is, the one in which all writers lock rows. */
export const bySlug = sql<string>`slug collate "C"`;
