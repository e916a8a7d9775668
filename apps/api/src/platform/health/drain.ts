import { setTimeout } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Settings } from '../config/settings.js';
import { Readiness } from './readiness.js';

/** Requests under way get this long to end. */
const LONGEST_REQUEST_MS = 8000;
const SWEEP_MS = 100;

/**
 * What a signal to stop does first: `/readyz` turns to 503 while everything is still answered, so that balancers look elsewhere;
 * then no new connection is taken and the requests under way end.
 */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  constructor(
    private readonly readiness: Readiness,
    private readonly settings: Settings,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  /** @param signal absent when the application is closed by the program itself, which no balancer watches */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.readiness.drain();
    if (signal) await setTimeout(this.settings.get('DRAIN_SECONDS') * 1000);
    this.letGo();
  }

  /** Node ends connections that are idle when a server closes; one whose answer ends later would be kept alive for a minute. */
  private letGo(): void {
    const { server } = this.host.httpAdapter.getInstance();
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.once('close', () => clearInterval(sweep));
    sweep.unref();
    void setTimeout(LONGEST_REQUEST_MS, undefined, { ref: false }).then(() =>
      server.closeAllConnections(),
    );
  }
}
