import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { LikenessRepository } from '../db/likeness.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { NO_NAMES, numberIn } from '../domain/incident.js';
import { noteIn, type SimilarIncident } from '../domain/similar.js';

const MOST = 5;

/** What happened before that was like an incident: when, for how long, who ended it, and the last thing that was written down. */
@Injectable()
export class ListSimilar {
  constructor(
    private readonly database: DatabaseReader,
    private readonly incidents: IncidentsRepository,
    private readonly likeness: LikenessRepository,
    private readonly names: NamesRepository,
  ) {}

  /** @param key id or number; @returns the likest first, then the newest; @throws DomainError `not-found` */
  execute(scope: Scope, key: string): Promise<SimilarIncident[]> {
    return this.database.read(scope, async (tx) => {
      const id = isId(key) ? key : numberIn(key);
      const incident = id === null ? null : await this.incidents.find(tx, id);
      if (!incident) throw notFound('incident', key);
      const found = await this.likeness.similar(tx, incident, MOST);
      const ids = found.map((one) => one.id);
      const byId = new Map((await this.incidents.some(tx, ids)).map((one) => [one.id, one]));
      const names = await this.names.ofIncidents(tx, ids);
      const written = new Map(
        (await this.likeness.lastWritten(tx, ids)).map((one) => [one.incidentId, one]),
      );
      return found.flatMap(({ id: other, by }) => {
        const similar = byId.get(other);
        const last = written.get(other);
        if (!similar) return [];
        const lastNote = last ? noteIn(last) : null;
        return [{ incident: similar, names: names.get(other) ?? NO_NAMES, by, lastNote }];
      });
    });
  }
}
