import { describe, expect, it } from '@jest/globals';
import { assertOutsideTransaction, insideTransaction } from './transaction-guard.js';

const call = () => assertOutsideTransaction('Prometheus');

describe('a call to the world outside', () => {
  it('is refused inside of a transaction, however deep, and of one within another', async () => {
    await insideTransaction(async () => {
      await Promise.resolve();
      await insideTransaction(() => Promise.resolve());
      expect(call).toThrow('Prometheus was called inside of a database transaction');
    });
    await expect(insideTransaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(call).not.toThrow();
  });

  it('is free to what a transaction started and what runs on after its end', async () => {
    const end = Promise.withResolvers<void>();
    const runsOn: Promise<void>[] = [];
    await insideTransaction(async () => {
      runsOn.push(end.promise.then(call)); // bound to the transaction, whoever waits for it
    });
    end.resolve();
    await expect(Promise.all(runsOn)).resolves.toEqual([undefined]);
  });

  it('is refused to what runs on after the end of an inner transaction, inside of the outer one', async () => {
    const end = Promise.withResolvers<void>();
    await insideTransaction(async () => {
      const runsOn: Promise<void>[] = [];
      await insideTransaction(async () => {
        runsOn.push(end.promise.then(call));
      });
      end.resolve();
      await expect(Promise.all(runsOn)).rejects.toThrow('inside of a database transaction');
    });
  });
});
