import type { FastifyReply } from 'fastify';

/**
 * A tag is `"3"`, `"3.digest"`, or `"digest"` where there is no version, and ends in `-br` or `-gzip` when the bytes are encoded: the version
 * is what a write replaces, the digest what was sent (ADR 0023).
 */
const ENCODING = /-(?:br|gzip)"$/;
const TAGS = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** Says which version is being answered with, and 201 where a write made something new. */
export function stamp(reply: FastifyReply, version: number, created = false): void {
  void reply.header('etag', `"${version}"`);
  if (created) void reply.status(201);
}

/** The tag of a body. @param version the tag of the version it shows, if it has one; @param digest of the body */
export function representationTag(version: string | undefined, digest: string): string {
  return version === undefined ? `"${digest}"` : `${version.slice(0, -1)}.${digest}"`;
}

/** The tag of a body as it is sent in an encoding; a weak one stands for all of them already. */
export function withEncoding(tag: string, encoding: string): string {
  return tag.startsWith('W/') ? tag : `${tag.slice(0, -1)}-${encoding}"`;
}

/** Whether `If-None-Match` names this tag: weak comparison, in whatever encoding it was sent (RFC 9110 section 13.1.2). */
export function hasTag(header: string, tag: string): boolean {
  if (header.trim() === '*') return true;
  const plain = (each: string) => each.replace(/^W\//, '').replace(ENCODING, '"');
  return (header.match(TAGS) ?? []).some((each) => plain(each) === plain(tag));
}

/** The tags of a list (RFC 9110 section 8.8.3); null when it is none. */
export function tagsOf(header: string): readonly string[] | null {
  const tags = header.match(TAGS) ?? [];
  const rest = header.replace(TAGS, '').replaceAll(/[\s,]/g, '');
  return tags.length > 0 && rest === '' ? tags : null;
}

/** The version that a strong tag names; null for a weak tag and one that is none of ours. */
export function versionOf(tag: string): number | null {
  const digits = /^"(\d{1,15})(?:\.[\w-]+)?"$/.exec(tag)?.[1];
  return digits === undefined ? null : Number(digits);
}
