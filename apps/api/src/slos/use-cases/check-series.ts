import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SlosRepository } from '../db/slos.repository.js';
import type { AskedDocument, SeriesWarning } from '../domain/missing-series.js';
import { FindSeriesWarnings } from './find-series-warnings.js';

/** Whoever looks at the same objective within that time sees the same answer. */
const KEEP_MS = 15_000;
const MAX_KEPT = 2000;

/** What is to be said of the series that an objective reads. */
export interface SeriesCheck {
  /** null = Prometheus could not be asked, or may not: a selector lacks what its territory must carry */
  readonly checkedAt: Date | null;
  readonly warnings: readonly SeriesWarning[];
}

/** Says of one SLO whether Prometheus has the series that it reads, and whether they are what it takes them for. */
@Injectable()
export class CheckSeries {
  private readonly checks: LRUCache<string, Promise<SeriesCheck>>;

  constructor(
    private readonly database: DatabaseReader,
    private readonly slos: SlosRepository,
    private readonly series: FindSeriesWarnings,
    private readonly clock: Clock,
  ) {
    this.checks = new LRUCache({
      max: MAX_KEPT,
      ttl: KEEP_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  /** @throws DomainError `not-found` */
  async execute(scope: Scope, slug: string): Promise<SeriesCheck> {
    const { slo, matchers } = await this.database.read(scope, async (tx) => {
      const slo = await this.slos.find(tx, slug);
      if (!slo) throw notFound('SLO', slug);
      const { territory } = slo;
      return { slo, matchers: (await this.slos.matchers(tx, [territory])).get(territory) ?? '' };
    });
    const key = `${slo.id} ${slo.version} ${slo.updatedAt.getTime()} ${matchers}`;
    const check = this.checks.get(key) ?? this.check({ document: slo.document, matchers });
    this.checks.set(key, check, { noUpdateTTL: true });
    return check;
  }

  private async check(asked: AskedDocument): Promise<SeriesCheck> {
    const found = (await this.series.execute([asked])).get(asked.document);
    return { checkedAt: found?.checked ? this.clock.now() : null, warnings: found?.warnings ?? [] };
  }
}
