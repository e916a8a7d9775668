import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const MAX_KB = 250;

/** In the page: remembers when the first table was there. */
const NOTE_DRAWN = `new MutationObserver((_, watch) => {
  if (!document.querySelector('table')) return;
  performance.mark('drawn');
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });`;

/** In the page: what was asked for until then. What is fetched afterwards, while nobody waits, is not of this route. */
const ASKED_BEFORE = `performance.getEntriesByType('resource')
  .filter(({ startTime }) => startTime <= performance.getEntriesByName('drawn')[0].startTime)
  .map(({ name }) => name)`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the first route', () => {
  it.each([
    ['en', 'Now'],
    ['de', 'Jetzt'],
  ])(`needs no more than ${MAX_KB} kB of script until it has drawn: %s`, async (locale, now) => {
    const { page } = await screen(browser, { locale });
    const scripts = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      const size = response.body().then((body) => gzipSync(body, { level: 9 }).length);
      // What is fetched ahead while the page is being closed is not of this route.
      scripts.set(
        response.url(),
        size.catch(() => 0),
      );
    });
    await page.addInitScript({ content: NOTE_DRAWN });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: now }).waitFor();
    await page.getByRole('table').first().waitFor();
    const needed = await page.evaluate<string[]>(ASKED_BEFORE);
    const sizes = await Promise.all(needed.map((url) => scripts.get(url) ?? Promise.resolve(0)));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    process.stderr.write(`  first route, ${locale}: ${(bytes / 1024).toFixed(1)} kB of script\n`);
    expect(bytes).toBeGreaterThan(100 * 1024);
    expect(bytes).toBeLessThanOrEqual(MAX_KB * 1024);
  });
});
