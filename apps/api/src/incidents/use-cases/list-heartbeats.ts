import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import type { HeartbeatView } from '../domain/heartbeat.js';

/** The heartbeats that the actor may see, by name in paths. */
@Injectable()
export class ListHeartbeats {
  constructor(
    private readonly database: DatabaseReader,
    private readonly heartbeats: HeartbeatsRepository,
  ) {}

  /** @param after slug to continue after */
  async execute(
    scope: Scope,
    after: string | undefined,
    limit: number,
  ): Promise<Page<HeartbeatView>> {
    const rows = await this.database.read(scope, (tx) =>
      this.heartbeats.list(tx, after, limit + 1),
    );
    return pageOf(rows, limit, ({ heartbeat }) => heartbeat.slug);
  }

  /** @throws DomainError `not-found` */
  async one(scope: Scope, slug: string): Promise<HeartbeatView> {
    const found = await this.database.read(scope, (tx) => this.heartbeats.find(tx, slug));
    if (!found) throw notFound('heartbeat', slug);
    return found;
  }
}
