import { fitting, type SloFilter, type SloSort } from '#contract';
import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../../platform/db/tx.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import {
  jsonList,
  jsonMerge,
  jsonObject,
  jsonText,
  type JsonText,
} from '../../platform/kernel/json-text.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { idOf, SloRowsRepository, type SloCounts } from '../db/slo-rows.repository.js';
import { cursorAt, offsetOf } from '../domain/list-cursor.js';
import type { SloRow } from '../domain/slo-row.js';
import { sloRowJson } from '../domain/slo-row-json.js';

/** Which rows are wanted, in which order, from where on. */
export interface ListQuery extends SloFilter {
  readonly sort: SloSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of the list. */
export interface SloList {
  readonly items: readonly SloRow[];
  readonly nextCursor: string | null;
  /** oldest reading shown */
  readonly asOf: Date | null;
  /** before filters by state */
  readonly counts: SloCounts;
}

/** Rows of a kilobyte each; what is much longer, of a time without limits, is not kept. */
const MAX_ROWS = 5000;
const MAX_KEPT_LENGTH = 32 * 1024 * 1024;
const MAX_ROW_LENGTH = 64 * 1024;

/** A whole screen of SLOs in one answer. What a row says is put together once for every change of it, whoever asks. */
@Injectable()
export class ListSlos {
  /** Texts by the stamp of the data behind them: one serves again only for that very stamp. */
  private readonly texts = new LRUCache<string, JsonText<SloRow>>({
    max: MAX_ROWS,
    maxSize: MAX_KEPT_LENGTH,
    maxEntrySize: MAX_ROW_LENGTH,
    sizeCalculation: ({ length }) => length,
  });

  constructor(
    private readonly database: DatabaseReader,
    private readonly rows: SloRowsRepository,
  ) {}

  /** @returns one page, as text: rows are never parsed on their way */
  async execute(scope: Scope, query: ListQuery): Promise<JsonText<SloList>> {
    const offset = query.cursor === undefined ? 0 : offsetOf(query.cursor);
    if (offset === null)
      throw invalid([
        { path: 'cursor', code: 'unknown-cursor', message: 'This is no cursor of this list.' },
      ]);
    return this.database.read(scope, (tx) => this.page(tx, query, offset));
  }

  private async page(tx: Tx, query: ListQuery, offset: number): Promise<JsonText<SloList>> {
    const { stamps, asOf, more, counts } = await this.rows.page(
      tx,
      query,
      query.sort,
      offset,
      query.limit,
    );
    const texts = await this.textsOf(tx, stamps);
    const sent = fitting(texts.map(({ length }) => length));
    const items = texts.slice(0, sent);
    const isCut = sent < stamps.length;
    const nextCursor = more || isCut ? cursorAt(offset + (isCut ? sent : query.limit)) : null;
    const rows = jsonObject<Pick<SloList, 'items'>>({ items: jsonList(items) });
    return jsonMerge(rows, jsonText({ nextCursor, asOf, counts }));
  }

  /** The texts of these rows, in their order, up to what makes an answer; only those that changed since somebody saw them are fetched. */
  private async textsOf(tx: Tx, stamps: readonly string[]): Promise<JsonText<SloRow>[]> {
    const known = stamps.map((stamp) => this.texts.get(stamp));
    const fresh = await this.rows.rows(
      tx,
      stamps.filter((_, i) => known[i] === undefined).map(idOf),
    );
    const texts: JsonText<SloRow>[] = [];
    for (const [i, stamp] of stamps.entries()) {
      const row = fresh.get(idOf(stamp));
      const text = known[i] ?? (row && sloRowJson(row));
      if (text === undefined) break;
      this.texts.set(stamp, text);
      texts.push(text);
    }
    return texts;
  }
}
