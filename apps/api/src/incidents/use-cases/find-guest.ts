import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { isId } from '../../platform/kernel/ids.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { numberIn } from '../domain/incident.js';
import type { GuestOf } from '../domain/responder.js';

/** Whether somebody may touch one incident, whatever they hold in its territory: they were asked to help with it. */
@Injectable()
export class FindGuest {
  constructor(
    private readonly database: DatabaseReader,
    private readonly responders: RespondersRepository,
  ) {}

  /** @param key id or number; @returns null for whoever was not asked, or declined */
  async execute(userId: string, key: string): Promise<GuestOf | null> {
    const id = isId(key) ? key : null;
    const number = numberIn(key);
    if (id === null && number === null) return null;
    return this.database.read(systemScope('incidents', []), (tx) =>
      this.responders.guestOf(tx, userId, { id, number }),
    );
  }
}
