import { createQueryId, sql, type CompiledQuery, type RawBuilder } from 'kysely';
import type { Statement } from './driver.js';
import type { Tx } from './tx.js';

/** Stands in a text for the value at this place, which is not known yet. */
class Place {
  constructor(readonly at: number) {}
}

type Places<V extends readonly unknown[]> = { readonly [K in keyof V]: RawBuilder<V[K]> };

/**
 * A statement of the hottest paths. Its text is made once and not again for each request, and each connection reads and plans it once:
 * for a join of seven tables under row-level security that costs more than carrying it out. Only for what is planned alike whatever the
 * values are, such as looking up a key.
 */
export class Prepared<V extends readonly unknown[], R> {
  private compiled: CompiledQuery | null = null;

  /**
   * @param name no other statement has it; null: its text is made once, and it is planned anew each time, as what joins tables that grow has to be
   *   (a plan that was made while they were small is kept until they are analyzed)
   * @param write makes the text; it can place values, but not look at them
   */
  constructor(
    private readonly name: string | null,
    private readonly write: (...values: Places<V>) => RawBuilder<R>,
  ) {}

  async rows(tx: Tx, ...values: V): Promise<R[]> {
    return (await tx.executeQuery<R>(this.with(tx, values))).rows;
  }

  /** Sends it together with the next statement of the transaction, whose failure then tells of its own. */
  async ride(tx: Tx, ...values: V): Promise<void> {
    const statement: Statement = { ...this.with(tx, values), rides: true };
    await tx.executeQuery(statement);
  }

  private with(tx: Tx, values: V): Statement {
    this.compiled ??= this.write(...this.places()).compile(tx);
    const { sql: text, query, parameters } = this.compiled;
    return {
      sql: text,
      query,
      parameters: parameters.map((each) => (each instanceof Place ? values[each.at] : each)),
      queryId: createQueryId(),
      ...(this.name === null ? {} : { name: this.name }),
    };
  }

  private places(): Places<V> {
    const places = Array.from({ length: this.write.length }, (_, at) => sql.val(new Place(at)));
    return places as unknown as Places<V>;
  }
}
