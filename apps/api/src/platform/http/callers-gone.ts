import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Whether whoever sent a request has left: what would be done is for nobody, and nothing that was acknowledged is lost by leaving it.
 * @param request of a connection; one without (of a test) has not left
 */
export function isGone({ raw: { socket } }: Pick<FastifyRequest, 'raw'>): boolean {
  return socket.destroyed || socket.readableEnded;
}

/**
 * Drops requests of callers who left, before anything is looked at and again before they are carried out. Connections are taken in one a turn
 * of the event loop: when turns are long, most of those whose turn it is were given up long ago, and carrying them out makes the others wait
 * until they give up as well. Of one connection one request is carried out at a time, since answers leave it in the order of requests.
 */
export function dropGone(fastify: FastifyInstance): void {
  const before = new WeakMap<Socket, Promise<void>>();
  fastify.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw;
    const last = before.get(socket);
    const own = Promise.withResolvers<void>();
    before.set(socket, own.promise);
    await last;
    onceOver(reply.raw, socket, own.resolve);
    // A request is read in one turn, that nobody waits for its answer at the earliest in the next.
    await endOfTurn();
    await endOfTurn();
    leave(request, reply);
  });
  fastify.addHook('preHandler', async (request, reply) => leave(request, reply));
}

function leave(request: FastifyRequest, reply: FastifyReply): void {
  if (!isGone(request)) return;
  reply.hijack();
  request.raw.socket.destroy();
}

/** Calls `then` once a response was sent, or will never be. */
function onceOver(response: ServerResponse, socket: Socket, then: () => void): void {
  if (socket.destroyed) return then();
  const end = () => {
    response.off('close', end);
    socket.off('close', end);
    then();
  };
  response.once('close', end);
  socket.once('close', end);
}
