import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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
  '/settings/maintenance',
];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await screen(browser));
});
afterAll(() => browser.close());

const WIDTHS = [1440, 720, 360] as const;

/** What everything asked for has come to: what came later would make the page wider unseen. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.addStyleTag({ content: 'html { font-size: 200% }' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(
    "[...document.querySelectorAll('[role=status]')].every((one) => !/^Loading/.test(one.textContent))",
  );
}

/** The page has drawn itself for its window, or it never will: what is measured says which. */
async function settled(page: Page): Promise<void> {
  const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
  await page.waitForFunction(fits, undefined, { timeout: 3000 }).catch(() => undefined);
  await page.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
  );
}

/** Sizes of letters, and what reaches beyond the right edge, the page itself first. */
function measured(page: Page): Promise<[string[], string[]]> {
  return page.evaluate<[string[], string[]]>(`(() => {
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
}

describe('a browser whose text is twice as large', () => {
  it.each(PAGES)(
    '%s has larger letters, and is no wider than its window, which is made narrower',
    async (path) => {
      const wide: Record<string, unknown> = {};
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        if (width === WIDTHS[0]) await open(page, path);
        await settled(page);
        const [sizes, beyond] = await measured(page);
        expect(sizes).toEqual(['28px', '40px']);
        if (beyond.length > 0) wide[width] = beyond;
      }
      expect(wide).toEqual({});
    },
  );
});
