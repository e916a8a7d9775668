import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visit } from '../harness/browser.js';
import { eventually } from '../harness/instance.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
let desk: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await screen(browser, { acceptDownloads: true });
});
afterAll(() => browser.close());

async function names(page: Page): Promise<string[]> {
  await page.locator('tr[data-row-id]').first().waitFor();
  return page
    .locator('tr[data-row-id] [data-row-link]')
    .evaluateAll((links) =>
      links.map((link) => link.closest('tr')?.getAttribute('data-row-id') ?? ''),
    );
}

/** The downloaded file's lines, the byte order mark left out. */
async function csvFrom(page: Page, item: RegExp): Promise<string[]> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8')
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n');
}

describe('the SLO list', () => {
  it('picks rows with x and Shift+x, and exports just those or all of the filter', async () => {
    const { page } = desk;
    await page.goto('/slos');
    const all = await names(page);
    await page.locator('[data-row-link]').first().focus();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText(`3 of ${all.length} picked`).waitFor();
    const picked = await csvFrom(page, /3 picked SLOs/);
    expect(picked.slice(1).map((line) => line.split(',')[0])).toEqual(all.slice(0, 3));
    const shown = await csvFrom(page, /of this filter/);
    expect(shown.slice(1).map((line) => line.split(',')[0])).toEqual(all);
  });

  it('keeps columns and order in the address, and goes through the view with ] and [', async () => {
    const { page } = desk;
    await page.goto('/slos?columns=name.left.time&sort=name');
    const order = await names(page);
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      '',
      expect.stringMatching(/^SLO/i),
      expect.stringMatching(/^Budget left/i),
      expect.stringMatching(/^Left as time/i),
    ]);
    await page.locator('[data-row-link]').first().click();
    await page.waitForURL((url) => url.pathname === `/slos/${order[0]}`);
    await page.getByText(`1 of ${order.length}`).waitFor();
    await page.keyboard.press(']');
    await page.waitForURL((url) => url.pathname === `/slos/${order[1]}`);
    await page.getByText(`2 of ${order.length}`).waitFor();
    await page.keyboard.press('[');
    await page.waitForURL((url) => url.pathname === `/slos/${order[0]}`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /^← SLOs$/ })
      .click();
    await page.waitForURL(
      (url) => url.pathname === '/slos' && url.searchParams.get('sort') === 'name',
    );
  });

  it('says nothing that axe objects to with rows picked and a menu open', async () => {
    const { page } = desk;
    await page.goto('/slos');
    await names(page);
    await page.getByRole('checkbox', { name: 'Pick all rows' }).check();
    await page.getByRole('button', { name: 'Columns' }).click();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`),
    ).toEqual([]);
  });
});

describe('a list of 5,000 SLOs', () => {
  let visited: Visit;
  beforeAll(async () => {
    visited = await screen(browser, { acceptDownloads: true });
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await visited.context.addCookies([{ name: 'mock', value: 'many:/slos', url }]);
  });
  afterAll(() => visited.context.close());

  it('counts, searches, filters, groups and exports all of them, and keeps that in the address', async () => {
    const { page } = visited;
    await page.goto('/slos');
    await names(page);
    const tools = page.getByRole('status');
    await tools.getByText('5,000 SLOs', { exact: true }).waitFor();
    const lines = await csvFrom(page, /all 5,000 SLOs/);
    expect(new Set(lines.slice(1).map((line) => line.split(',')[0])).size).toBe(5_000);

    await page.getByRole('searchbox').fill('site-4990');
    await tools.getByText('1 of 5,000 SLOs', { exact: true }).waitFor();
    expect(await names(page)).toEqual(['site-4990']);
    await page.reload();
    await tools.getByText('1 of 5,000 SLOs', { exact: true }).waitFor();

    await page.goto('/slos?subject=console-db&group=team');
    await tools.getByText('500 of 5,000 SLOs', { exact: true }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Platform 500' }).waitFor();
    await page.getByRole('option', { name: 'Checkout (500)' }).waitFor({ state: 'attached' });
  });

  it('is what the palette finds in, the order an SLO is paged through, and what Now counts', async () => {
    const { page } = visited;
    await page.goto('/slos/shop-ch-availability?view=sort%3D-name');
    await page.getByText(/^[\d,]+ of 5,000$/).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('site-49');
    await page.getByText('Only the best 40 are shown').waitFor();
    await page.getByRole('combobox').fill('site-4990');
    await page.getByRole('option', { name: /site-4990/ }).waitFor();
    await page.goto('/');
    const counts = page.getByRole('navigation', { name: 'All SLOs' }).getByRole('link');
    const budget = await eventually('Now counts', 10, async () => {
      const texts = await counts.allInnerTexts();
      return texts.length > 0
        ? texts.slice(0, 4).map((text) => Number.parseInt(text, 10))
        : undefined;
    });
    expect(budget.reduce((sum, count) => sum + count, 0)).toBe(5_000);
  });
});

describe('a budget without a date', () => {
  it.each([
    ['shop-availability', /budget lasts/, /it lasts/],
    ['console-db-availability', /fault begins/, /no date yet: a fault begins \(21\.4.* over 1m\)/],
    [
      'storefront-load-time',
      /falling or over/,
      /no date: the burn is falling or over \(0.* over 2m\)/,
    ],
    ['shop-ch-availability', /too few bad events/, /no date: too few bad events to tell/],
    ['portal-ch-verfuegbarkeit', /nothing was measured/, /no date: nothing was measured/],
  ])('says why, in the list and on its page: %s', async (slug, hint, sentence) => {
    const { page } = desk;
    await page.goto('/slos?columns=name.runsOut');
    await page.locator(`tr[data-row-id="${slug}"]`).getByTitle(hint).waitFor();
    await page.goto(`/slos/${slug}`);
    await page.getByText(sentence).waitFor();
  });

  it('says so in German, too', async () => {
    const { page } = await screen(browser, { locale: 'de' });
    await page.goto('/slos?columns=name.runsOut');
    const row = page.locator('tr[data-row-id="storefront-load-time"]');
    await row.getByTitle('lässt nach oder ist vorbei').waitFor();
    await page.goto('/slos/console-db-availability');
    await page.getByText(/noch kein Datum: Eine Störung beginnt/).waitFor();
  });
});

describe('a printed SLO', () => {
  it('has vector charts instead of canvases, and the checksum of the data that the palette gives as a file', async () => {
    const { page } = desk;
    await page.goto('/slos');
    const [first = ''] = await names(page);
    await page.goto(`/slos/${first}`);
    await page.locator('canvas').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.locator('svg[viewBox="0 0 703 280"]').waitFor();
    expect(await page.locator('canvas:visible').count()).toBe(0);
    const footer = await eventually('the footer carries a checksum', 10, async () => {
      const text = await page.evaluate(
        'getComputedStyle(document.documentElement).getPropertyValue("--ls-print-footer")',
      );
      return /[0-9a-f]{64}/.exec(String(text))?.[0];
    });
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Download the data');
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(
      createHash('sha256')
        .update(readFileSync(await file.path()))
        .digest('hex'),
    ).toBe(footer);
  });
});
