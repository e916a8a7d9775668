import { Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { COUNTED_APART } from '../../platform/http/counted-apart.js';
import { FOR_GUESTS, PUBLIC, REQUIRES } from '../../platform/http/requires.js';
import type { Permission } from '#contract';
import { LIMITED, type Limit } from './limited.js';

/** One endpoint of the running application and what it asks for. */
export interface Route {
  /** e.g. `GET` */
  readonly method: string;
  /** e.g. `/api/v1/users/:id` */
  readonly path: string;
  /** controller and method, for messages */
  readonly handler: string;
  readonly requires: Permission | null;
  /** why anybody may call it; null when they may not */
  readonly publicBecause: string | null;
  /** whether it is also for whoever was asked to help with the thing that it is about */
  readonly forGuests: boolean;
  /** how often it may be used, where that is less than others */
  readonly limit: Limit | null;
  /** what its uses are counted as by themselves, beside the other requests of whoever asks; null with the others */
  readonly apart: string | null;
}

type Handler = (...args: never[]) => unknown;

/** Every endpoint of this application, read off the decorators. */
@Injectable()
export class RouteCatalogue {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  all(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => this.routesOf(metatype as new () => object, prototype[name], name));
    });
  }

  private routesOf(
    controller: new () => object,
    handler: Handler | undefined,
    name: string,
  ): Route[] {
    if (!handler || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    const requires =
      this.reflector.getAllAndOverride<Permission | undefined>(REQUIRES, [handler, controller]) ??
      null;
    const publicBecause =
      this.reflector.getAllAndOverride<string | undefined>(PUBLIC, [handler, controller]) ?? null;
    const forGuests = this.reflector.get<true | undefined>(FOR_GUESTS, handler) === true;
    const limit = this.reflector.get<Limit | undefined>(LIMITED, handler) ?? null;
    const apart = this.reflector.get<string | undefined>(COUNTED_APART, handler) ?? null;
    return pathsOf(controller).flatMap((base) =>
      pathsOf(handler).map((path) => ({
        method,
        path: joined(base, path),
        handler: `${controller.name}.${name}`,
        requires,
        publicBecause,
        forGuests,
        limit,
        apart,
      })),
    );
  }
}

function pathsOf(target: object): string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return [paths ?? ''].flat();
}

function joined(base: string, path: string): string {
  return `/${[base, path]
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
}
