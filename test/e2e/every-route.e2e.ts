import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visit } from '../harness/browser.js';
import { eventually } from '../harness/instance.js';
import { ROUTES } from '../harness/routes.js';
import { signedIn } from '../harness/session.js';

let browser: Browser;
let desk: Visit;
let phone: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await signedIn(browser);
  phone = await signedIn(browser, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
});
afterAll(() => browser.close());

/** The page has drawn its content: one h1, and no skeleton left. */
async function open(page: Page, route: string): Promise<void> {
  await page.goto(route);
  await page.locator('h1').waitFor();
  await eventually(
    `${route} has drawn its content`,
    20,
    async () => (await page.locator('[data-skeleton]').count()) === 0,
  );
}

/** @param rules those of axe to go by; all of WCAG 2.2 AA unless told */
async function violations(page: Page, ...rules: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (
    rules.length > 0
      ? axe.withRules([...rules])
      : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  ).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`);
}

describe('every route', () => {
  it.each(ROUTES)('%s has one h1 and nothing that axe objects to, light or dark', async (route) => {
    const { page, complaints } = desk;
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, route);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme="dark"]').waitFor();
    expect(await violations(page, 'color-contrast', 'link-in-text-block')).toEqual([]); // what colours decide
    expect(complaints).toEqual([]);
  });

  it.each(ROUTES)('%s fits a phone of 360 px, in German', async (route) => {
    const { page } = phone;
    await open(page, `${route}?lang=de`);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });
});
