import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const width = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

describe('maintenance windows', () => {
  it.each([
    ['en', 1440, 'row', 'Holds until', 'Nobody is paged about 1 incident'],
    ['de', 360, 'listitem', 'Gilt bis', 'Über 1 Vorfall wird niemand alarmiert'],
  ] as const)(
    'are listed with what they hide (%s, %i px)',
    async (lang, px, role, state, hides) => {
      const { page, context } = await screen(browser, { viewport: { width: px, height: 800 } });
      await page.goto(`/settings/maintenance?lang=${lang}`);
      const disks = page.getByRole(role).filter({ hasText: 'New disks' });
      await disks.getByText(state).waitFor();
      await page.getByText(hides).waitFor();
      expect(await width(page)).toBeLessThanOrEqual(px);
      await context.close();
    },
  );

  it('are saved only once somebody saw what they would hide, and looked twice where that is much', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/maintenance?lang=en');
    await page.getByRole('button', { name: 'New window' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Net');
    await dialog.getByLabel('Reason').fill('New switches');
    await dialog.getByLabel('Labels').fill('job=db');
    await dialog.getByLabel('Begins').fill('2099-12-05T22:00');
    await dialog.getByRole('button', { name: 'Show what it hides' }).click();
    await dialog.getByText('41 alerts, among them 3 pages').waitFor();
    const create = dialog.getByRole('button', { name: 'Create window' });
    expect(await create.isDisabled()).toBe(true);
    await dialog.getByLabel('I have looked twice').check();
    // What is changed is looked at again.
    await dialog.getByLabel('Lasts').fill('3h');
    await dialog.getByRole('button', { name: 'Show what it hides' }).click();
    await dialog.getByLabel('I have looked twice').check();
    await create.click();
    await page.getByRole('row').filter({ hasText: 'Net' }).getByText('Planned').waitFor();
    await context.close();
  });
});
