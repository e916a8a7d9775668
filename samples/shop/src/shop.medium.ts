import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { startShop, type Shop } from './shop.js';

const TOKEN = 'a-token-that-only-tests-use';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop(0, TOKEN, () => 0.5);
});
afterAll(() => shop.stop());

async function call(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; type: string; json: unknown }> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const init =
    body === undefined
      ? { headers }
      : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${shop.port}${path}`, { method, ...init });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    json: await response.json(),
  };
}

/** As `fetch`, which sends no Host but its own. */
function statusOf(method: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { port } = shop;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/control', method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end(body);
  });
}

describe('sample shop', () => {
  it('sells: product, cart, checkout with credit check, order; in Swiss francs in Switzerland', async () => {
    expect(await call('GET', '/ch/catalog/office-1')).toMatchObject({
      status: 200,
      json: { price: { currency: 'CHF' } },
    });
    const cart = await call('POST', '/ch/cart/c-1/items', { product: 'office-1', quantity: 2 });
    expect(cart.json).toMatchObject({ sum: { cents: 10_330, currency: 'CHF' } });
    const order = await call('POST', '/ch/checkout', { cart: 'c-1' });
    expect(order).toMatchObject({ status: 201, json: { country: 'ch', payment: 'invoice' } });
    const { id } = z.object({ id: z.string() }).parse(order.json);
    expect(await call('GET', `/ch/orders/${id}`)).toMatchObject({ status: 200, json: order.json });
    expect(await call('GET', `/de/orders/${id}`)).toMatchObject({ status: 404 });
    expect(await call('POST', '/ch/checkout', { cart: 'c-1' })).toMatchObject({
      status: 409,
      json: { code: 'cart-empty' },
    });
  });

  it('answers a bad switch with a problem, and changes nothing', async () => {
    const answer = await call('PUT', '/control', { load: 'surge', errors: 0.5 });
    expect(answer).toMatchObject({
      status: 422,
      type: 'application/problem+json',
      json: { code: 'validation-failed', errors: [{ path: 'load' }] },
    });
    expect((await call('GET', '/control')).json).toMatchObject({
      load: 'normal',
      errors: 0,
      slowness: 0,
    });
    expect(await call('DELETE', '/control')).toMatchObject({ status: 405 });
  });

  it('lets nobody switch without its token, and answers to no other name than that of this machine', async () => {
    const put = (headers: Record<string, string>) =>
      statusOf('PUT', { 'content-type': 'application/json', ...headers }, '{"errors":1}');
    expect(await put({})).toBe(401);
    expect(await put({ authorization: 'Bearer wrong' })).toBe(401);
    const brought = { authorization: `Bearer ${TOKEN}` };
    expect(await put({ ...brought, host: `evil.example:${shop.port}` })).toBe(421);
    expect(await statusOf('GET', { host: 'evil.example' })).toBe(421);
    expect((await call('GET', '/control')).json).toMatchObject({ errors: 0 });
    const closed = await startShop(0, null);
    try {
      const url = `http://127.0.0.1:${closed.port}/control`;
      const headers = { ...brought, 'content-type': 'application/json' };
      expect((await fetch(url, { method: 'PUT', headers, body: '{}' })).status).toBe(403);
    } finally {
      await closed.stop();
    }
  });

  it('fails and slows on demand, and counts both, operations left out', async () => {
    const before = z
      .object({ totals: z.record(z.string(), z.number()) })
      .parse((await call('GET', '/control')).json).totals;
    await call('PUT', '/control', { errors: 1, slowness: 1 });
    const failed = await call('GET', '/de/catalog');
    expect(failed).toMatchObject({ status: 500, type: 'application/problem+json' });
    const after = await call('PUT', '/control', { errors: 0, slowness: 0 });
    expect(after.json).toMatchObject({
      totals: {
        requests: (before['requests'] ?? 0) + 1,
        errors: (before['errors'] ?? 0) + 1,
        slow: (before['slow'] ?? 0) + 1,
      },
    });
    expect((await call('GET', '/control/totals')).json).toMatchObject({
      creditChecks: { calls: 1, failed: 0 },
      requests: expect.arrayContaining([
        expect.objectContaining({ route: '/de/catalog', statusClass: '5xx', serverErrors: 1 }),
      ]),
    });
  });

  it('refuses a body that is no JSON or too large', async () => {
    const plain = await fetch(`http://127.0.0.1:${shop.port}/de/cart/c/items`, {
      method: 'POST',
      body: 'x',
    });
    expect(plain.status).toBe(415);
    expect(
      await call('POST', '/de/cart/c/items', { product: 'x'.repeat(20_000), quantity: 1 }),
    ).toMatchObject({ status: 413 });
  });
});
