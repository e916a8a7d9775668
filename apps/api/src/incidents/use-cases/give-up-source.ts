import { Injectable } from '@nestjs/common';
import { isOutOfReach } from '#contract';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { conflict, DomainError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import type { Alert } from '../domain/alert.js';
import { isEnded } from '../domain/alert-state.js';
import { batchesOf, type DeliveredAlert } from '../domain/delivery.js';
import { digestOf } from '../domain/placement.js';
import { assertMayWriteSource } from '../domain/source-rules.js';
import { givenUp, type Source } from '../domain/source.js';
import { ApplyAlerts } from './apply-alerts.js';
import { Sources } from './sources.js';

const MOST_OPEN = 5000;
const TRIES = 5;
/** By what alerts are grouped that somebody gives up. */
const GIVEN_UP = digestOf('given up');

/**
 * Somebody says that what could end the alerts of a source is gone for good. What of it fires all the same is found again by the next look at a
 * Prometheus that answers (ADR 0039).
 */
@Injectable()
export class GiveUpSource {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly sources: Sources,
    private readonly alerts: AlertsRepository,
    private readonly apply: ApplyAlerts,
  ) {}

  /**
   * Some at a time, each on record by itself: whoever is cut off does it again for the rest.
   * @returns how many alerts were open and are over now
   * @throws DomainError `not-found`, `forbidden`, `conflict` (`source-answers`) while the source can be heard or asked
   */
  async execute(scope: Scope, slug: string): Promise<{ readonly alerts: number }> {
    const { source, signs, silent } = await this.sources.one(scope, slug);
    assertMayWriteSource(scope, source, source);
    const { prometheus, watchdogSeconds } = source;
    const { reconcileTrouble } = signs;
    if (!isOutOfReach({ prometheus, watchdogSeconds, reconcileTrouble, silent }))
      throw conflict(
        'source-answers',
        `What could end the alerts of the source "${slug}" is there: they end by themselves.`,
      );
    const { open, now } = await this.database.read(scope, async (tx) => ({
      open: await this.alerts.openOf(tx, source.id, MOST_OPEN),
      now: await databaseNow(tx),
    }));
    const batches = batchesOf(open.map((alert) => endedNow(alert, now)));
    for (const batch of batches) await this.end(scope, source, batch);
    return { alerts: open.length };
  }

  private async end(scope: Scope, source: Source, batch: readonly DeliveredAlert[]): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const done = await this.unit.run(scope, async (write) => {
        const isApplied = await this.apply.within(
          write,
          source,
          [{ upstream: GIVEN_UP, alerts: batch }],
          'given-up',
        );
        if (!isApplied) {
          write.unrecorded('nothing was done: a group changed meanwhile');
          return false;
        }
        const { entries, events } = givenUp(source, batch.length);
        write.record(...entries);
        write.emit(...events);
        return true;
      });
      if (done) return;
    }
    throw new DomainError(
      'dependency-unavailable',
      `Alerts of the source "${source.slug}" changed meanwhile. Give it up again.`,
    );
  }
}

/** Over since its end was told, or now. */
function endedNow(alert: Alert, now: Date): DeliveredAlert {
  const { firingFrom, endTold, toldStart } = alert;
  const at = isEnded(alert) && endTold ? endTold : now;
  return {
    ...alert,
    status: 'resolved',
    startsAt: toldStart,
    endsAt: firingFrom && firingFrom > at ? firingFrom : at,
  };
}
