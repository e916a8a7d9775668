/** How far a list was read, as an opaque text. */
export function cursorAt(offset: number): string {
  return Buffer.from(`o${offset}`).toString('base64url');
}

/** The place a cursor stands for; null for one that is none of ours. */
export function offsetOf(cursor: string): number | null {
  const match = /^o(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? Number(match[1]) : null;
}
