import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await screen(browser, options);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Lets the incident on screen sleep for the length that stands there first. */
async function snooze(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Snooze…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Snooze INC-/ });
  await dialog.getByText(/Nobody is paged about it until then/).waitFor();
  const until = dialog.getByRole('combobox', { name: 'Until' });
  expect((await until.locator('option:checked').innerText()).slice(0, 13)).toBe('1 hour, until');
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('an incident that is snoozed', () => {
  it('says by whom and until when, on its page and in the list, and is woken after asking', async () => {
    const page = await open('/incidents/INC-431');
    await page.getByRole('list', { name: 'Paged next' }).waitFor();
    await snooze(page);
    await page
      .getByRole('status')
      .filter({ hasText: /^INC-431 snoozed until / })
      .first()
      .waitFor();
    await page.getByText(/^Snoozed by Anna Lindqvist until/).waitFor();
    await page.getByText(/Anna Lindqvist is paged first/).waitFor();
    expect(await page.getByRole('list', { name: 'Paged next' }).count()).toBe(0);
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await timeline.getByText(/^Snoozed until /).waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await page.getByRole('link', { name: 'Incidents', exact: true }).first().click();
    const row = page.getByRole('row').filter({ hasText: 'INC-431' });
    await row.getByText(/^Snoozed until \d\d:\d\d/).waitFor();
    await row.getByRole('link').first().click();
    await page.getByRole('button', { name: 'End the snooze…' }).click();
    const dialog = page.getByRole('dialog', { name: 'End the snooze of INC-431?' });
    await dialog.getByText(/people are paged again at once, Anna Lindqvist first/).waitFor();
    await dialog.getByRole('button', { name: 'End it' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: 'INC-431 is snoozed no more' })
      .first()
      .waitFor();
    await page.getByRole('list', { name: 'Paged next' }).waitFor();
    await timeline.getByText('Snooze taken back').waitFor();
    await page.context().close();
  });

  it('stays with whoever has it, whose acknowledgement does not lapse meanwhile', async () => {
    const page = await open('/incidents/INC-430');
    await page.getByText(/the acknowledgement lapses/).waitFor();
    await snooze(page);
    await page.getByText(/^Snoozed by Anna Lindqvist until/).waitFor();
    await page.getByText('Acknowledged by you').waitFor();
    expect(await page.getByText(/the acknowledgement lapses/).count()).toBe(0);
    await page.context().close();
  });

  it('is offered by nobody who may only read, nor about what is over', async () => {
    const page = await open('/incidents/INC-427');
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    expect(await page.getByRole('button', { name: /Snooze/ }).count()).toBe(0);
    await page.context().close();
  });

  it.each([
    { name: 'INC-431', opens: 'Snooze…', back: ['reopening'] },
    { name: 'INC-431', opens: 'Merge into another…', back: ['reopening'] },
    { name: 'INC-430', opens: 'Resolve', back: ['reopening', 'acknowledgement'] },
  ])(
    'asks nothing by itself that the incident did not allow meanwhile ($opens)',
    async ({ name, opens, back }) => {
      const page = await open(`/incidents/${name}`);
      const elsewhere = (verb: string) =>
        page.evaluate(
          async ([url, body]) => {
            const headers = { 'content-type': 'application/json' };
            const { ok } = await fetch(url ?? '', { method: 'POST', headers, body });
            if (!ok) throw new Error(`${url} was refused`);
          },
          [
            `/api/v1/incidents/${name}/${verb}`,
            verb === 'resolution' ? '{"despiteFiring":true}' : '{}',
          ] as const,
        );
      const button = page.getByRole('button', { name: opens, exact: true });
      await button.click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await elsewhere('resolution');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Reopen' }).waitFor();
      for (const verb of back) await elsewhere(verb);
      await button.first().waitFor();
      expect(await dialog.count()).toBe(0);
      await page.context().close();
    },
  );

  it('speaks German, and fits a phone', async () => {
    const page = await open('/incidents/INC-431', { ...PHONE, locale: 'de-DE' });
    const button = page.getByRole('button', { name: 'Zurückstellen…', exact: true });
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await button.tap();
    const dialog = page.getByRole('dialog', { name: 'INC-431 zurückstellen' });
    await dialog.getByRole('combobox', { name: 'Bis' }).selectOption({ index: 4 });
    await dialog.getByRole('button', { name: 'Zurückstellen' }).tap();
    await page.getByText(/^Zurückgestellt von Anna Lindqvist bis/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(
      true,
    );
    await page.context().close();
  });
});
