import { describe, expect, it } from '@jest/globals';
import type { Tx } from '../db/tx.js';
import { declareEvent } from '../kernel/event.js';
import { Outbox } from './outbox.js';

const declaration = { summary: 'Something happened.', ids: 'names', audience: null };
const happened = declareEvent({ name: 'thing.happened', ...declaration });

/** A transaction that says what was inserted. */
function kept() {
  const rows: object[] = [];
  const done = { execute: () => Promise.resolve([]) };
  const into = { values: (given: object[]) => (rows.push(...given), done) };
  return { rows, tx: { insertInto: () => into } as unknown as Tx };
}

describe('the outbox', () => {
  it('takes events that are declared', async () => {
    const { rows, tx } = kept();
    await new Outbox().append(tx, happened.of(['a'], 'DE'), happened.of([], null));
    expect(rows).toEqual([
      { type: 'thing.happened', ids: '["a"]', territory: 'DE' },
      { type: 'thing.happened', ids: '[]', territory: null },
    ]);
  });

  it.each(['thing.undeclared', 'thing.happened'])(
    'takes none that somebody made by hand: %s',
    async (name) => {
      const { rows, tx } = kept();
      const made = { declaration: { name, ...declaration }, ids: [], territory: null };
      await expect(new Outbox().append(tx, happened.of([], null), made)).rejects.toThrow(
        `the event ${name} is not declared`,
      );
      expect(rows).toEqual([]);
    },
  );
});
