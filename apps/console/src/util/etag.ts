/** The ETag of a version, as `If-Match` takes it. */
export function etag(version: number): string {
  return `"${version}"`;
}
