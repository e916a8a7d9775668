import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

/** In the page: a push service that takes the browser, since the real ones are elsewhere. */
const PUSH_SERVICE = `PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => ({
  toJSON: () => ({
    endpoint: 'https://push.example/' + userVisibleOnly + applicationServerKey.length,
    keys: { p256dh: 'p', auth: 'a' },
  }),
});`;

let browser: Browser;
let page: Page;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page, context } = await screen(browser, { serviceWorkers: 'allow' }));
  await context.grantPermissions(['notifications']);
  await page.addInitScript({ content: PUSH_SERVICE });
});
afterAll(() => browser.close());

/** Has the browser hand a message to the service worker, as it does with one that it decrypted. */
async function push(message: object): Promise<void> {
  const session = await context.newCDPSession(page);
  const known = Promise.withResolvers<string>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const [first] = registrations;
    if (first) known.resolve(first.registrationId);
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await known.promise,
    data: JSON.stringify(message),
  });
  await session.detach();
}

/** In the page: what the system was asked to show. */
const SHOWN = `navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) =>
  all.map(({ title, body, tag, lang, requireInteraction, actions }) =>
    ({ title, body, tag, lang, requireInteraction, actions: actions.map(({ action }) => action) })))`;

describe('a browser that is pushed to', () => {
  it('is one of my ways; what is pushed is shown once, and the server hears that it arrived', async () => {
    await page.goto('/settings/personal');
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.getByRole('button', { name: 'Notify this browser' }).click();
    await page.getByRole('status').filter({ hasText: 'press it to verify' }).waitFor();
    await page.getByText(/^Press the notification that this browser showed/).waitFor();
    await page
      .getByText(/^Chrome, /)
      .first()
      .waitFor();
    const told = (path: string) => ({ url: `https://desk.example/api/v1/${path}`, token: 'T' });
    const message = {
      id: 'n-1',
      kind: 'page',
      lang: 'en',
      title: 'INC-7: checkout burns',
      body: 'Since 03:10',
      url: 'https://desk.example/incidents/INC-431',
      acknowledge: { label: 'Acknowledge', url: 'https://desk.example/ack?token=T' },
      confirm: null,
      receipt: told('push-receipts'),
    };
    await push(message);
    await page.getByText(/The browser has shown the last message/).waitFor();
    await push(message);
    expect(await page.evaluate(SHOWN)).toEqual([
      {
        title: 'INC-7: checkout burns',
        body: 'Since 03:10',
        tag: 'n-1',
        lang: 'en',
        requireInteraction: true,
        actions: ['acknowledge'],
      },
    ]);
  });
});
