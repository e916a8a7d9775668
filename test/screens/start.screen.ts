import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a program that does not arrive', () => {
  it.each([
    ['en-GB', 'its entry', /assets\/index-.*\.js/, 'Leitstand could not be loaded. Try again'],
    [
      'de-DE',
      'its texts',
      /assets\/resources-/,
      'Leitstand konnte nicht geladen werden. Noch einmal versuchen',
    ],
  ] as const)('says so and offers to try again: %s, %s', async (locale, _, files, words) => {
    const { page, context } = await screen(browser, { locale });
    await page.route(files, (route) => route.abort());
    await page.goto('/subjects?territory=DE');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe(words);
    expect(await page.getByRole('status').count()).toBe(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await alert.getByRole('link').click();
    await page.getByRole('navigation').first().waitFor();
    expect(new URL(page.url()).search).toBe('?territory=DE');
    await context.close();
  });
});

describe('a slow line', () => {
  it.each([
    ['en-GB', 'light', 'Leitstand is loading', 'rgb(82, 90, 100)'],
    ['de-DE', 'dark', 'Leitstand wird geladen', 'rgb(163, 172, 182)'],
  ] as const)(
    'shows in %s and %s that something is coming, before any script or style of the program',
    async (locale, colorScheme, words, ink) => {
      const { page, context, complaints } = await screen(browser, { locale, colorScheme });
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/assets/**', async (route) => {
        await released;
        await route.continue();
      });
      await page.goto('/', { waitUntil: 'commit' });
      const notice = page.getByText(words);
      await notice.waitFor();
      // Painted, not only parsed: a stylesheet in the head would hold this back.
      await page.waitForFunction(
        "performance.getEntriesByName('first-contentful-paint').length > 0",
      );
      expect(
        await page.evaluate("getComputedStyle(document.querySelector('[role=status]')).color"),
      ).toBe(ink);
      expect(await page.getByRole('status').innerText()).toBe(words);
      release();
      await page.getByRole('navigation').first().waitFor();
      expect(await notice.count()).toBe(0);
      // The program's styles come before those of Mantine's runtime and of pages, or they would lose against them.
      expect(await page.evaluate('getComputedStyle(document.body).fontFamily')).toMatch(
        /^"Inter Variable"/,
      );
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
