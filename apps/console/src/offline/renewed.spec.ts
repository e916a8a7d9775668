import { describe, expect, it } from '@jest/globals';
import { renew, type Renewal, type SubscriptionChange } from './renewed.js';

const keys = { p256dh: 'p', auth: 'a' };
const at = (endpoint: string) => ({ endpoint, toJSON: () => ({ endpoint, keys }) });
const fails = () => Promise.reject(new Error('no network'));

async function said(change: SubscriptionChange, more: Partial<Renewal> = {}): Promise<unknown[]> {
  const heard: unknown[] = [];
  await renew(change, {
    remembered: async () => null,
    remember: async (endpoint) => void heard.push(['remembered', endpoint]),
    subscribe: async () => at('asked'),
    tell: async (body) => heard.push(body) > 0,
    lose: async () => void heard.push('lost'),
    ...more,
  });
  return heard;
}

describe('another address of a browser', () => {
  const told = (old: string, endpoint: string) => [
    { old, endpoint, keys },
    ['remembered', endpoint],
  ];
  it('is told to the server with the one before', async () => {
    expect(await said({ oldSubscription: at('old'), newSubscription: at('new') })).toEqual(
      told('old', 'new'),
    );
  });
  it('is asked for where the browser gives none, which may not say the one before either', async () => {
    expect(await said({ oldSubscription: at('old') })).toEqual(told('old', 'asked'));
    expect(
      await said(
        { oldSubscription: null, newSubscription: null },
        { remembered: async () => 'kept' },
      ),
    ).toEqual(told('kept', 'asked'));
  });
  it('is lost where anything of that fails', async () => {
    const change = { oldSubscription: at('old') };
    expect(await said({})).toEqual(['lost']);
    expect(await said(change, { subscribe: fails })).toEqual(['lost']);
    expect(await said(change, { tell: fails })).toEqual(['lost']);
    expect(await said(change, { tell: async () => false })).toEqual(['lost']);
    expect(await said(change, { tell: fails, lose: fails })).toEqual([]);
  });
});
