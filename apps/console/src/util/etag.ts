/** The ETag of a version, as `If-Match` takes it. */
export function etag(version: number): string {
  return `"${version}"`;
}

/** The condition under which a save overwrites nothing: of the version it began with, or, with null, of nothing being there. */
export function unchangedSince(
  version: number | null,
): { 'If-Match': string } | { 'If-None-Match': '*' } {
  return version === null ? { 'If-None-Match': '*' } : { 'If-Match': etag(version) };
}
