import { Injectable } from '@nestjs/common';
import { Schedules } from '../../oncall/use-cases/schedules.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HandoversRepository } from '../db/handovers.repository.js';
import type { HandoverNote } from '../domain/handover.js';

const MOST = 50;

/** The newest notes that were left on a schedule. */
@Injectable()
export class ListHandovers {
  constructor(
    private readonly database: DatabaseReader,
    private readonly schedules: Schedules,
    private readonly handovers: HandoversRepository,
  ) {}

  /** @returns at most 50, newest first; @throws DomainError `not-found` */
  async execute(scope: Scope, slug: string): Promise<HandoverNote[]> {
    await this.schedules.one(scope, slug);
    return this.database.read(scope, (tx) => this.handovers.ofSchedule(tx, slug, MOST));
  }
}
