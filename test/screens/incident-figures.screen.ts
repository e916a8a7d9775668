import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('times and shares of incidents', () => {
  it('stand in a table of teams and one of subjects, for a stretch that is in the address', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/incidents');
    await page.getByRole('link', { name: 'Times and shares' }).click();
    await page.getByRole('heading', { level: 1, name: 'Times and shares' }).waitFor();
    const team = page.getByRole('table', { name: 'Team' }).getByRole('row');
    await team
      .filter({ hasText: 'commerce' })
      .getByText(/^median .*, p90 /)
      .first()
      .waitFor();
    const subject = page.getByRole('table', { name: 'Subject' }).getByRole('row');
    await subject.filter({ hasText: 'console-db' }).getByText('100%').waitFor();
    await subject.filter({ hasText: 'console-db' }).getByText('1 never acknowledged').waitFor();
    await page.getByText(/from the earliest start to the last resolution/).waitFor();
    await page.getByText(/^Not counted: 1 incident of the sample/).waitFor();
    const rows = await subject.count();
    await page.getByRole('combobox', { name: 'Stretch of time' }).selectOption('Last 7 days');
    expect(new URL(page.url()).search).toBe('?days=7');
    expect(await subject.count()).toBeLessThanOrEqual(rows);
    await subject.getByRole('link', { name: 'xentral' }).click();
    await page.waitForURL('**/subjects/xentral*');
    await context.close();
  });

  it('say that there is nothing to count, and fit a phone in German', async () => {
    const { page, context } = await screen(browser, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      locale: 'de-DE',
    });
    await page.goto('/incidents/figures');
    await page.getByRole('heading', { level: 1, name: 'Zeiten und Anteile' }).waitFor();
    await page.getByText('commerce').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(
      true,
    );
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await context.addCookies([{ name: 'mock', value: 'empty:/incidents', url }]);
    await page.reload();
    await page.getByText('In diesem Zeitraum begann kein Vorfall, der zählt').waitFor();
    await context.close();
  });
});
