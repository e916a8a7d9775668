import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { forbidden } from '../../platform/kernel/domain-error.js';
import { Doors } from './doors.js';

/** Stands before every handler and lets nobody pass who did not come in by a door: a route that no door knows is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly doors: Doors) {}

  /** @throws DomainError `forbidden` */
  canActivate(context: ExecutionContext): boolean {
    if (this.doors.hasAdmitted(context.switchToHttp().getRequest<FastifyRequest>())) return true;
    throw forbidden('closed-route', 'This route has no door, so nobody may use it.');
  }
}
