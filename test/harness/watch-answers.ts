import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { watchAnswer } from './answers-kept.js';

/** Compares every answer of an application that is not initialised yet with the contract, whoever asks: `inject` or a socket. */
export function watchAnswers(app: NestFastifyApplication): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload) && payload) return payload;
    watchAnswer({
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      contentType: reply.getHeader('content-type')?.toString(),
      body: payload ? payload.toString() : '',
    });
    return payload;
  });
}
