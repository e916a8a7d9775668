import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const PAGES = ['/', '/slos', '/slos/new', '/slos/shop-latency', '/subjects/shop', '/settings'];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a browser whose text is twice as large', () => {
  it.each([1440, 720])(
    'gets larger letters, and no page wider than its %i pixels',
    async (width) => {
      const { page, context } = await screen(browser, { viewport: { width, height: 900 } });
      for (const path of PAGES) {
        await page.goto(path);
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        await page.getByRole('heading', { level: 1 }).waitFor();
        // Everything asked for is there: what came later would make the page wider unseen.
        await page.waitForFunction(
          "[...document.querySelectorAll('[role=status]')].every((one) => !/^Loading/.test(one.textContent))",
        );
        const [sizes, tooWide] = await page.evaluate<[string[], number]>(`[
        ['body', 'h1'].map((name) => getComputedStyle(document.querySelector(name)).fontSize),
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ]`);
        expect([path, sizes, tooWide]).toEqual([path, ['28px', '40px'], 0]);
      }
      await context.close();
    },
  );
});
