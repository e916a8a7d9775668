import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const PAGES = [
  '/',
  '/slos',
  '/slos/new',
  '/slos/shop-latency',
  '/subjects',
  '/subjects/shop',
  '/on-call/platform-office',
  '/on-call/platform-office/edit',
  '/policies',
  '/policies/payments',
  '/policies/payments/edit',
  '/teams',
  '/teams/web',
  '/environments',
  '/audit',
  '/settings',
  '/settings/people',
  '/settings/tokens',
  '/settings/sources',
  '/settings/sources/prometheus',
  '/settings/sources/blackbox/edit',
  '/settings/heartbeats',
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a browser whose text is twice as large', () => {
  it.each([1440, 720, 360])(
    'gets larger letters, and no page wider than its %i pixels',
    async (width) => {
      const { page, context } = await screen(browser, { viewport: { width, height: 900 } });
      const wide: Record<string, unknown> = {};
      for (const path of PAGES) {
        await page.goto(path);
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        await page.getByRole('heading', { level: 1 }).waitFor();
        // Everything asked for is there: what came later would make the page wider unseen.
        await page.waitForFunction(
          "[...document.querySelectorAll('[role=status]')].every((one) => !/^Loading/.test(one.textContent))",
        );
        const [sizes, beyond] = await page.evaluate<[string[], string[]]>(`(() => {
          const sizes = ['body', 'h1'].map((name) => getComputedStyle(document.querySelector(name)).fontSize);
          const edge = document.documentElement.clientWidth;
          const { scrollWidth } = document.documentElement;
          const isCut = (one) => one !== null && (getComputedStyle(one).overflowX !== 'visible' || isCut(one.parentElement));
          const out = [...document.querySelectorAll('body *')].filter(
            (one) => one.getBoundingClientRect().right > edge && !isCut(one.parentElement),
          );
          const names = out.slice(0, 6).map((one) => one.getBoundingClientRect().right + ' ' + one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 30));
          return [sizes, scrollWidth <= edge ? [] : ['page: ' + scrollWidth, ...names]];
        })()`);
        expect([path, sizes]).toEqual([path, ['28px', '40px']]);
        if (beyond.length > 0) wide[path] = beyond;
      }
      expect(wide).toEqual({});
      await context.close();
    },
    180_000,
  );
});
