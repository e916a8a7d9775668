import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Page } from '#contract';
import type { Expected } from '../kernel/expected.js';
import type { Scope } from '../kernel/scope.js';
import { stamp } from './entity-tag.js';
import { expectedFrom } from './if-match.js';
import { scopeOf, type ScopedRequest } from './requires.js';

/** A request about one thing that has versions: who asks, what they expect to find, and how what is shown says its version. */
export class Asked {
  constructor(
    private readonly request: ScopedRequest,
    private readonly reply: FastifyReply,
  ) {}

  get scope(): Scope {
    return scopeOf(this.request);
  }

  /** The preconditions of a write. @throws DomainError `validation-failed` when they cannot be read */
  get expected(): Expected {
    return expectedFrom(this.request.headers);
  }

  /** @param json what is answered; its version becomes the ETag; @param outcome of a write: what it made is answered with 201 */
  shown<J extends { readonly version: number }>(
    json: J,
    outcome?: 'created' | 'changed' | 'unchanged',
  ): J {
    stamp(this.reply, json.version, outcome === 'created');
    return json;
  }
}

/** Of a method that reads, writes or deletes one thing with versions: its `Asked`. */
export const Asks = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const http = context.switchToHttp();
  return new Asked(http.getRequest<ScopedRequest>(), http.getResponse<FastifyReply>());
});

/** A page as it is answered. @param json what is shown of each */
export function pageJson<V, J>({ items, nextCursor }: Page<V>, json: (view: V) => J): Page<J> {
  return { items: items.map((view) => json(view)), nextCursor };
}
