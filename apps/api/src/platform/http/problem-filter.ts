import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { DomainError } from '../kernel/domain-error.js';
import { isOutage } from '../kernel/outage.js';
import { excerpt } from '../kernel/excerpt.js';
import { tooLarge } from './body-limits.js';
import { problemOf, statusOf, type Problem } from './problem.js';

/** Seconds, where nobody said better. */
/** Seconds, by status, or by code where the others of its status are not to be sent again. */
const RETRY_AFTER: Readonly<Record<number | string, string>> = {
  429: '10',
  503: '2',
  'request-running': '2',
};

const TOO_LARGE = 413;

/** The one place where errors become HTTP words. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: PinoLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called by Fastify for what fails before a route is reached (body too large, bad JSON). */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(inOurWords(error, request), request.id);
    this.note(error, problem, request.id);
    if (reply.sent || reply.raw.headersSent) return;
    const wait = RETRY_AFTER[problem.code] ?? RETRY_AFTER[problem.status];
    if (wait && !reply.hasHeader('retry-after')) void reply.header('retry-after', wait);
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(problem));
  }

  /** A server that is unavailable is said in a line; what went wrong on our side with all there is to know. */
  private note(error: unknown, { status, code }: Problem, requestId: string): void {
    if (isOutage(error))
      this.log.warn(
        { requestId, code, reason: excerpt((error as Error).message) },
        'request refused: a server is unavailable',
      );
    else if (status >= 500) this.log.error({ err: error, requestId, code }, 'request failed');
  }
}

/** The framework does not say how large a body may be. */
function inOurWords(error: unknown, request: FastifyRequest): unknown {
  return statusOf(error) === TOO_LARGE
    ? new DomainError('payload-too-large', tooLarge(request))
    : error;
}
