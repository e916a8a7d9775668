import {
  SetMetadata,
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '#contract';
import type { Scope } from '../kernel/scope.js';

export const REQUIRES = 'leitstand:requires';
export const PUBLIC = 'leitstand:public';

/** The permission a route needs. A route with neither this nor `@Public` fails the build and is refused at run time. */
export const Requires = (permission: Permission) =>
  applyDecorators(SetMetadata(REQUIRES, permission), ApiExtension('x-permission', permission));

/** A route that anybody may call; say why. */
export const Public = (why: string) =>
  applyDecorators(SetMetadata(PUBLIC, why), ApiExtension('x-public', why));

export const FOR_GUESTS = 'leitstand:for-guests';

/**
 * Also for whoever was asked to help with the one thing that the path names (`:id`), and does not hold the permission there: the room of the
 * thing says who that is. Their scope is that of a guest (`guestOf`).
 */
export const AlsoForGuests = () =>
  applyDecorators(SetMetadata(FOR_GUESTS, true), ApiExtension('x-guests', true));

/** A request after the access guard let it in. */
export interface ScopedRequest extends FastifyRequest {
  scope?: Scope;
}

/** The scope of this request: its actor, and the territories in which the actor holds the route's permission. */
export const InScope = createParamDecorator((_: unknown, context: ExecutionContext): Scope =>
  scopeOf(context.switchToHttp().getRequest<ScopedRequest>()),
);

/** @throws Error for a route that is not guarded: a fault of the program */
export function scopeOf({ scope }: ScopedRequest): Scope {
  if (!scope)
    throw new Error('route without a scope: it is @Public, or the access guard is not installed');
  return scope;
}
