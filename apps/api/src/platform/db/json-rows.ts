import { sql, type RawBuilder } from 'kysely';

/**
 * Rows of a table that are given as one parameter (`json`), however many they are: the text of a statement that writes them stays the same, and
 * so does its plan. Values of jsonb columns stand in it as they are, instants as JSON writes them (ISO 8601, milliseconds).
 * @param json a list of objects, one a row; members are named as the columns
 */
export function rowsOf(table: string, json: RawBuilder<string>): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${json}::json)`;
}

/** Names of columns, for a text. @param of the table or alias they are looked up in */
export function columns(names: readonly string[], of?: string): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(of === undefined ? name : `${of}.${name}`)));
}

/** What an `update … from rows` sets. @param names of columns @param from alias of the rows */
export function setFrom(names: readonly string[], from: string): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`${from}.${name}`)}`));
}
