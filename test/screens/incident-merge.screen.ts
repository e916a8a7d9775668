import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('merging an incident', () => {
  it('names what it does, leads to the older one, and is taken back after asking', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/incidents/INC-431');
    await page.getByRole('button', { name: 'Merge into another…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge INC-431 into an older incident' });
    const into = dialog.getByRole('combobox', { name: 'Into' });
    await into.waitFor();
    expect(await into.locator('option').allInnerTexts()).toEqual([
      expect.stringMatching(/^INC-430 /),
    ]);
    await dialog.getByText(/people are paged about INC-430 again/).waitFor();
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: 'INC-431 merged into INC-430' })
      .first()
      .waitFor();
    await page.getByText('Merged; it goes on here:').waitFor();
    await page.getByText('Nobody is paged about this one: it is merged into INC-430.').waitFor();
    expect(await page.getByText('it is resolved').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Reopen' }).count()).toBe(0);
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await timeline.getByText(/^Merged into INC-430/).waitFor();
    await timeline.getByRole('link', { name: 'INC-430' }).click();
    await page.getByRole('heading', { level: 2, name: 'Merged into this one' }).waitFor();
    await timeline.getByText(/^Took in INC-431/).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Take back…' }).click();
    const undo = page.getByRole('dialog', { name: 'Take INC-431 out of INC-430 again?' });
    await undo.getByRole('button', { name: 'Take out' }).click();
    await timeline.getByText(/^Taken back out of INC-430/).waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await context.close();
  });

  it('says where there is none to merge into, in German, on a phone', async () => {
    const { page, context } = await screen(browser, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      locale: 'de-DE',
    });
    await page.goto('/incidents/INC-428');
    await page.getByRole('button', { name: 'Mit einem anderen zusammenführen…' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Kein älterer Vorfall derselben Klasse/).waitFor();
    expect(await dialog.getByRole('button', { name: 'Zusammenführen' }).isDisabled()).toBe(true);
    const fits = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
    expect(await fits()).toBe(true);
    await page.goto('/incidents/INC-431');
    await page.getByRole('button', { name: 'Mit einem anderen zusammenführen…' }).tap();
    const older = await dialog.getByRole('combobox', { name: 'In' }).locator('option').innerText();
    expect(older).toMatch(/^INC-430 .+ verbraucht sein Fehlerbudget zu schnell$/);
    await dialog.getByRole('button', { name: 'Zusammenführen' }).tap();
    const merged = page.getByText('Zusammengeführt; hier geht es weiter:');
    // What it is called everywhere else on screen, not what its source calls it.
    expect(await merged.getByRole('link').innerText()).toBe(older);
    expect(await fits()).toBe(true);
    await context.close();
  });
});
