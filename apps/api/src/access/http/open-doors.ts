import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RouteCatalogue, type Route } from './route-catalogue.js';

/** Endpoints that say neither which permission they need nor why they are public. */
export function openDoors(routes: readonly Route[]): Route[] {
  return routes.filter(({ requires, publicBecause }) => requires === null && !publicBecause);
}

/** Keeps the application from starting with a door that nobody guards. */
@Injectable()
export class OpenDoors implements OnModuleInit {
  constructor(private readonly catalogue: RouteCatalogue) {}

  onModuleInit(): void {
    const open = openDoors(this.catalogue.all());
    if (open.length === 0) return;
    const list = open
      .map(({ method, path, handler }) => `${method} ${path} (${handler})`)
      .join(', ');
    throw new Error(`routes with neither @Requires nor @Public: ${list}`);
  }
}
