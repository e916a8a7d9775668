import { Injectable } from '@nestjs/common';
import type { AskedDocument, SeriesWarning } from '../domain/missing-series.js';
import { FindMisreadSeries } from './find-misread-series.js';
import { FindMissingSeries } from './find-missing-series.js';

/** What is to be said of the series that a document reads. */
export interface SeriesFindings {
  /** whether Prometheus was asked: otherwise only what the document itself shows is told */
  readonly checked: boolean;
  readonly warnings: readonly SeriesWarning[];
}

/** Finds what objectives read and Prometheus does not have, and what is there and is not what it is taken for. */
@Injectable()
export class FindSeriesWarnings {
  constructor(
    private readonly missing: FindMissingSeries,
    private readonly misread: FindMisreadSeries,
  ) {}

  /** @param asked with the matchers that every question to Prometheus carries @returns findings about each of them */
  async execute(asked: readonly AskedDocument[]): Promise<ReadonlyMap<unknown, SeriesFindings>> {
    const missing = await this.missing.execute(asked);
    const misread = await this.misread.execute(asked, missing);
    return new Map(
      asked.map(({ document }) => [
        document,
        {
          checked: missing.has(document),
          warnings: [...(missing.get(document) ?? []), ...(misread.get(document) ?? [])],
        },
      ]),
    );
  }
}
