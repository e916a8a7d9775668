import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Says who may ask for what, before anything of the request is read but its head: whoever is not let in costs nothing, however much they
 * send. The access room provides it.
 */
export abstract class Doorkeeper {
  /**
   * Whose requests this one is counted with: those of whoever it comes from where that is known, else those of its address.
   * @returns the key of a count
   * @throws DomainError `rate-limited` when too many came from its address that turned out to be nobody's
   */
  abstract countedWith(request: FastifyRequest, reply: FastifyReply): Promise<string>;

  /**
   * Finds out who asks, what they may, and whether they ask too often; addresses that are no route of ours are let through.
   * @throws DomainError `unauthenticated`, `forbidden`, `rate-limited`; the driver's error when the database is away
   */
  abstract admit(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** Sets a doorkeeper before the bodies: after the middleware that logs requests, and what answers addresses that there are not. */
export function keepDoors(fastify: FastifyInstance, doors: Doorkeeper): void {
  fastify.addHook('preParsing', async (request, reply) => doors.admit(request, reply));
}
