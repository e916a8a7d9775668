import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await screen(browser, options);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const said = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();

describe('the review of an incident', () => {
  it('begins on its page, shows what was pinned, is written, handed in and published', async () => {
    const page = await open('/incidents/INC-426');
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await timeline.getByRole('button', { name: 'Pin: Triggered by one alert' }).click();
    await timeline.getByText('Pinned', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start review' }).click();
    await page.getByRole('heading', { level: 1, name: /^Review of INC-426: / }).waitFor();
    await page
      .getByRole('list', { name: 'What mattered' })
      .getByText(/^Triggered by/)
      .waitFor();
    expect(await page.getByText('Not written yet.').count()).toBe(6);
    await page.getByRole('button', { name: 'Hand in for review' }).click();
    await said(page, 'The review of INC-426 is handed in');
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await page.getByText(/^Still to be written .*: Summary, Impact, Causes\.$/).waitFor();
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Write', exact: true }).click();
    for (const name of ['Summary', 'Impact', 'Causes'])
      await page.getByRole('textbox', { name }).fill(`${name}: <b>known</b>`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await said(page, 'Review saved');
    await page.getByText('Impact: <b>known</b>').waitFor();
    await publish.click();
    await page.getByText('Edition 1').waitFor();
    await page
      .getByRole('link', { name: /INC-426$/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Review', exact: true }).waitFor();
    await page.context().close();
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const page = await open('/incidents/INC-427/review?edit=1&mock=changed-meanwhile');
    await page.getByRole('textbox', { name: 'Lessons' }).fill('Ask earlier.');
    expect(await page.getByRole('button', { name: 'Write', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Publish another edition' }).click();
    await page.getByText(/^Somebody saved version/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Lessons' }).inputValue()).toBe('Ask earlier.');
    await page.context().close();
  });

  it('has action items, which are given to somebody and dropped with a reason', async () => {
    const page = await open('/incidents/INC-427/review');
    const items = page.getByRole('list', { name: 'Action items' });
    await items.getByText(/^overdue since/).waitFor();
    await page.getByRole('button', { name: 'Add an action item…' }).click();
    const added = page.getByRole('dialog', { name: 'Action item after INC-427' });
    await added.getByRole('textbox', { name: 'What is to be done' }).fill('Ask earlier');
    await added.getByRole('combobox', { name: 'Owner' }).selectOption({ label: 'Ben Okafor' });
    await added.getByLabel('Due').fill('2099-01-31');
    await added.getByRole('button', { name: 'Save' }).click();
    await said(page, 'Action item saved');
    await items.getByText('due 31 Jan 2099').waitFor();
    await page.getByRole('button', { name: 'Change: Ask earlier' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change an action item of INC-427' });
    await dialog.getByRole('combobox', { name: 'State' }).selectOption('dropped');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('What is dropped needs a reason.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It is gone.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await items.getByText('It is gone.').waitFor();
    await page.context().close();
  });

  it('is one list with all that is still to be done, narrowed in the address', async () => {
    const page = await open('/incidents/reviews');
    const items = page.getByRole('list', { name: 'Action items' });
    await items.getByRole('listitem').nth(1).waitFor();
    expect(await items.getByRole('listitem').count()).toBe(2);
    await page.getByRole('checkbox', { name: 'Overdue' }).check();
    await page.waitForURL(/overdue=1/);
    await items.getByText('Renew certificates without hands').waitFor({ state: 'detached' });
    await items.getByRole('link', { name: 'INC-427' }).click();
    await page.getByRole('heading', { level: 1, name: /^Review of INC-427/ }).waitFor();
    await page.context().close();
  });

  it('is printed on A4 without what can be pressed, and leaves as Markdown', async () => {
    const page = await open('/incidents/INC-427/review?lang=de');
    await page.getByRole('list', { name: 'Maßnahmen' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Markdown herunterladen' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('INC-427.md');
    expect(await readFile(await file.path(), 'utf8')).toMatch(/^# Nachbetrachtung von INC-427: /);
    await page.emulateMedia({ media: 'print' });
    const shown = async () => (await page.getByRole('main').getByRole('button').all()).length;
    expect(await shown()).toBe(0);
    await page
      .getByText('Ein Zertifikat')
      .or(page.getByText('A certificate had run out.'))
      .waitFor();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const box = /\/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)/.exec(pdf);
    expect([Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))]).toEqual([595, 842]);
    await page.context().close();
  });
});
