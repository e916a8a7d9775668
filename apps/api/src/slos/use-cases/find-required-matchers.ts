import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SlosRepository } from '../db/slos.repository.js';
import type { AskedDocument } from '../domain/missing-series.js';
import { placesNamed } from '../documents/slo-document.js';
import { textAt } from '../documents/text-at.js';

/** Territories in which the same request puts subjects, by the subjects' names. */
export type ComingSubjects = ReadonlyMap<string, readonly string[]>;

/**
 * Finds out what the selectors of objectives must carry, in a transaction of its own: whoever asks Prometheus about their series
 * afterwards holds none open.
 */
@Injectable()
export class FindRequiredMatchers {
  constructor(
    private readonly database: DatabaseReader,
    private readonly slos: SlosRepository,
  ) {}

  /**
   * @param documents of SLOs, checked or not
   * @param coming where the same request puts subjects
   * @returns the documents of which it is known: the actor sees the subject or brings it along, and every territory in question (a
   *   subject may be about to move, or not be let) carries the same
   */
  async execute(
    scope: Scope,
    documents: readonly unknown[],
    coming: ComingSubjects = new Map(),
  ): Promise<AskedDocument[]> {
    const { subjects } = placesNamed(documents);
    const { there, required } = await this.database.read(scope, async (tx) => ({
      there: (await this.slos.places(tx, { subjects, teams: [] })).subjects,
      required: await this.slos.matchers(tx, scope.territories),
    }));
    return documents.flatMap((document) => {
      const subject = textAt(document, 'spec', 'subject') ?? '';
      const place = there.get(subject);
      const [matchers, ...others] = new Set([
        ...(place ? [place.matchers] : []),
        ...(coming.get(subject) ?? []).map((territory) => required.get(territory)),
      ]);
      return matchers === undefined || others.length > 0 ? [] : [{ document, matchers }];
    });
  }
}
