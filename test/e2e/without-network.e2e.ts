import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { instance } from '../harness/instance.js';
import { signedIn } from '../harness/session.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the console as it is served', () => {
  it('gives the service worker every file that it wants to keep, and then starts without a network', async () => {
    const worker = await (await fetch(`${instance.url}/sw.js`)).text();
    const wanted = [...worker.matchAll(/"?url"?:\s*["'`](\/[^"'`]*)["'`]/g)].map(([, url]) => url);
    expect(wanted).toEqual(expect.arrayContaining(['/', '/unreachable.html']));
    const answers = await Promise.all(
      wanted.map(async (url) => `${(await fetch(`${instance.url}${url}`)).status} ${url}`),
    );
    expect(answers.filter((answer) => !answer.startsWith('200 '))).toEqual([]);

    const { page, context } = await signedIn(browser, { serviceWorkers: 'allow' });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
    expect(await page.evaluate('navigator.serviceWorker.ready.then(() => true)')).toBe(true);
    await context.setOffline(true);
    await page.goto('/slos');
    await page
      .getByText(/offline/i)
      .first()
      .waitFor();
    await context.close();
  });
});
