import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { invalid } from '../../platform/kernel/refusal.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SloRowsRepository } from '../db/slo-rows.repository.js';
import { Answers } from '../domain/answers.js';
import { cursorAt, offsetOf, type SloFilter, type SloSort } from '../domain/slo-list.js';
import { sloRowJson } from './slo-json.js';

export interface ListQuery extends SloFilter {
  readonly sort: SloSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Lists of a few hundred SLOs are some hundred kilobytes. */
const MOST_ANSWERS = 32;

/** A whole screen of SLOs in one answer. */
@Injectable()
export class ListSlos {
  private readonly answers = new Answers(MOST_ANSWERS);

  constructor(
    private readonly database: Database,
    private readonly rows: SloRowsRepository,
  ) {}

  /** @returns the JSON text of one page: items, nextCursor, asOf (oldest reading shown), counts before filters by state */
  async execute(scope: Scope, query: ListQuery): Promise<string> {
    const offset = query.cursor === undefined ? 0 : offsetOf(query.cursor);
    if (offset === null) throw invalid([{ path: 'cursor', code: 'unknown-cursor', message: 'This is no cursor of this list.' }]);
    const question = JSON.stringify([scope.territories, query]);
    return this.database.read(scope, async (tx) => {
      const stamp = await this.rows.stamp(tx);
      const text = this.answers.recall(question, stamp) ?? (await this.page(tx, query, offset));
      this.answers.remember(question, stamp, text);
      return text;
    });
  }

  private async page(tx: Tx, query: ListQuery, offset: number): Promise<string> {
    const { rows, counts } = await this.rows.list(tx, query, query.sort, offset, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const times = page.flatMap(({ asOf }) => (asOf ? [asOf.getTime()] : []));
    const asOf = times.length > 0 ? new Date(Math.min(...times)).toISOString() : null;
    const nextCursor = rows.length > query.limit ? cursorAt(offset + query.limit) : null;
    return `{"items":[${page.map(sloRowJson).join(',')}],${JSON.stringify({ nextCursor, asOf, counts }).slice(1)}`;
  }
}
