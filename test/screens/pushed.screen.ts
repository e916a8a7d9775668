import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

/** In the page: an owner who agrees, whom this Chromium cannot ask, and a push service, since the real ones are elsewhere. */
const PUSH_SERVICE = `Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
Notification.requestPermission = async () => 'granted';
PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => ({
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

/** In the service worker: the system, which keeps what it is asked to show; a notice with the same tag takes the place of the one before. */
const SYSTEM = `self.shown = new Map();
self.registration.showNotification = async (title, { tag, body, lang, requireInteraction, actions, data }) => {
  self.shown.set(tag, { title, body, lang, requireInteraction, actions: actions?.map(({ action }) => action), data });
};`;
const SHOWN = `[...self.shown.values()].map(({ data, ...rest }) => rest)`;
/** In the service worker: somebody presses what was shown. */
const PRESS = `self.dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'), {
  action: '',
  notification: { data: [...self.shown.values()][0].data, close: () => self.shown.clear() },
}))`;

describe('a browser that is pushed to', () => {
  it('is one of my ways once its owner pressed; what is pushed is shown once, and the server hears that it arrived', async () => {
    await page.goto('/settings/personal');
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const [worker] = context.serviceWorkers();
    await worker?.evaluate(SYSTEM);
    await page.getByRole('button', { name: 'Notify this browser' }).click();
    await page.getByRole('status').filter({ hasText: 'press it to verify' }).waitFor();
    const todo = page.getByText(/^Press the notification that this browser showed/);
    await todo.waitFor();
    await page
      .getByText(/^Chrome, /)
      .first()
      .waitFor();
    const told = (path: string) => ({ url: `https://desk.example/api/v1/${path}`, token: 'T' });
    const message = {
      lang: 'en',
      body: 'Since 03:10',
      url: null,
      acknowledge: null,
      confirm: null,
    };
    const confirm = told('method-confirmations');
    await push({ ...message, id: 'n-0', kind: 'verification', title: 'Your code', confirm });
    await worker?.evaluate(PRESS);
    await todo.waitFor({ state: 'detached' });
    const page1 = {
      ...message,
      id: 'n-1',
      kind: 'page',
      title: 'INC-7: checkout burns',
      acknowledge: { label: 'Acknowledge', url: 'https://desk.example/ack?token=T' },
      receipt: told('push-receipts'),
    };
    await push(page1);
    await page.getByText(/The browser has shown the last message/).waitFor();
    await push(page1);
    expect(await worker?.evaluate(SHOWN)).toEqual([
      {
        title: 'INC-7: checkout burns',
        body: 'Since 03:10',
        lang: 'en',
        requireInteraction: true,
        actions: ['acknowledge'],
      },
    ]);
  });

  it('tells the server of another address by itself; where it cannot, its owner is asked to allow it again', async () => {
    const [worker] = context.serviceWorkers();
    const change = (old: string) => `Promise.all((() => {
      const works = [];
      const at = (endpoint) => ({ endpoint, toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }) });
      const event = Object.assign(new Event('pushsubscriptionchange'), {
        oldSubscription: at('${old}'),
        newSubscription: at('https://push.example/new'),
        waitUntil: (work) => works.push(work),
      });
      self.dispatchEvent(event);
      return works;
    })())`;
    const lost = page.getByText(/which the server does not know: nothing reaches it now/);
    const told = context.waitForEvent('request', (one) => one.url().endsWith('/push-renewals'));
    await worker?.evaluate(change('https://push.example/old'));
    const keys = { p256dh: 'p', auth: 'a' };
    expect((await told).postDataJSON()).toEqual({
      old: 'https://push.example/old',
      endpoint: 'https://push.example/new',
      keys,
    });
    await page.reload();
    await page.getByRole('button', { name: 'Notify this browser' }).waitFor();
    expect(await lost.count()).toBe(0);
    await worker?.evaluate("self.fetch = () => Promise.reject(new TypeError('no network'))");
    await worker?.evaluate(change('https://push.example/new'));
    await page.reload();
    await lost.waitFor();
  });
});
