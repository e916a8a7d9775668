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
    let later = () => Promise.resolve();
    const begun = insideTransaction(() => {
      const end = new Promise<void>((resolve) => setImmediate(resolve));
      later = () => end.then(call);
      return Promise.resolve();
    });
    await begun;
    await expect(later()).resolves.toBeUndefined();
  });
});
