import type { FastifyReply } from 'fastify';

/** Says which version is being answered with, and 201 where a write made something new. */
export function stamp(reply: FastifyReply, version: number, created = false): void {
  void reply.header('etag', `"${version}"`);
  if (created) void reply.status(201);
}
