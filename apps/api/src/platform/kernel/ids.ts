import { randomUUIDv7 } from 'node:crypto';

/** A UUID version 7 (RFC 9562): sorts by creation time, so that indexes stay dense. */
export function newId(): string {
  return randomUUIDv7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `text` has the shape of a UUID; Postgres refuses anything else with an error instead of "not found". */
export function isId(text: string): boolean {
  return UUID.test(text);
}
