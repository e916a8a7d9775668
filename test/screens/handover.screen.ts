import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await screen(browser));
});
afterAll(() => browser.close());

const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

describe('being on call', () => {
  it('stands in a calendar, whose address is shown once and ended', async () => {
    await page.goto('/settings/personal');
    await page.getByRole('button', { name: 'Make an address' }).click();
    await page.getByText(/^https:\/\/.*\/feeds\/[^/]+\.ics/).waitFor();
    const ends = page.getByRole('button', { name: 'End the calendar My shifts' });
    await ends.nth(1).waitFor();
    await page.reload();
    await ends.nth(1).waitFor();
    expect(await page.getByText(/\/feeds\//).count()).toBe(0);
    await ends.first().click();
    await said('This address leads nowhere any more');
    await ends.nth(1).waitFor({ state: 'detached' });
  });

  it('is handed over with a note that waits, and is shared out among people', async () => {
    await page.goto('/on-call');
    await page.getByRole('main').getByRole('link').filter({ hasText: /\w/ }).last().waitFor();
    const first = page.getByRole('table').getByRole('link').first();
    await first.click();
    await page.getByRole('heading', { name: 'Handover', exact: true }).waitFor();
    await page.getByLabel('Note for whoever comes next').fill('The queue is being drained.');
    await page.getByRole('button', { name: 'Leave the note' }).click();
    await said('The note waits for whoever is on call');
    const notes = page.getByRole('list', { name: 'Handover' });
    await notes.getByText('The queue is being drained.').waitFor();
    await notes.getByText('waits for whoever is on call').waitFor();
    const shares = page.getByRole('table', { name: 'How it is shared out' });
    await shares.waitFor();
    await page.getByLabel('Over how many weeks').selectOption('4');
    await page.waitForURL(/weeks=4/);
    await shares.getByRole('row').nth(1).waitFor();
    expect(await shares.getByRole('row').nth(1).innerText()).toMatch(/\d\u202fh/);
  });
});
