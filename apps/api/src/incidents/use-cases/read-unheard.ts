import { Injectable } from '@nestjs/common';
import type { UnheardReason } from '#contract';
import type { Tx } from '../../platform/db/tx.js';

/** Which of these incidents nobody is paged about now, and why; incidents by id, those of which somebody hears left out. */
export type FindUnheard = (
  tx: Tx,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, UnheardReason>>;

/** About which incidents nobody is paged: the room downstream that pages registers how to find out, so that incidents need not know it. */
@Injectable()
export class ReadUnheard {
  private find: FindUnheard = () => Promise.resolve(new Map());

  register(find: FindUnheard): void {
    this.find = find;
  }

  async execute(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, UnheardReason>> {
    return ids.length === 0 ? new Map() : this.find(tx, ids);
  }
}
