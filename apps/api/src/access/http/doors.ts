import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Doorkeeper } from '../../platform/http/doorkeeper.js';
import { AccessCheck } from './access-check.js';
import { LimitCheck } from './limit-check.js';
import { Recogniser } from './recogniser.js';
import { RouteCatalogue, type Route } from './route-catalogue.js';

/** Stands before every route, and before the body of every request: who is counted, who asks and may, then how often. */
@Injectable()
export class Doors extends Doorkeeper {
  private routes: ReadonlyMap<string, Route> | null = null;
  private readonly admitted = new WeakSet<object>();

  constructor(
    private readonly catalogue: RouteCatalogue,
    private readonly recogniser: Recogniser,
    private readonly access: AccessCheck,
    private readonly limits: LimitCheck,
  ) {
    super();
  }

  countedWith(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    return this.recogniser.countedWith(this.routeOf(request) ?? null, request, reply);
  }

  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const route = this.routeOf(request);
    if (!route) return;
    await this.access.check(route, request, reply);
    await this.limits.check(route, request, reply);
    this.admitted.add(request.raw);
  }

  /** Whether a request came in by a door. */
  hasAdmitted({ raw }: Pick<FastifyRequest, 'raw'>): boolean {
    return this.admitted.has(raw);
  }

  /** What reads takes HEAD, too. */
  private routeOf({ method, routeOptions: { url } }: FastifyRequest): Route | undefined {
    this.routes ??= new Map(this.catalogue.all().map((route) => [keyOf(route), route]));
    const asked = method === 'HEAD' ? 'GET' : method;
    return this.routes.get(keyOf({ method: asked, path: url ?? '' }));
  }
}

const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
