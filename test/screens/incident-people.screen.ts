import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Escalation } from '../../apps/console/src/api/contract.js';
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

const said = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();

describe('the people of an incident', () => {
  it('are asked to help, by address or by schedule, and have roles that are handed over', async () => {
    const page = await open('/incidents/INC-431');
    await page.getByRole('button', { name: 'Ask for help…' }).click();
    const ask = page.getByRole('dialog', { name: 'Ask for help with INC-431' });
    const action = ask.getByRole('button', { name: 'Ask', exact: true });
    expect(await action.isDisabled()).toBe(true);
    const address = ask.getByRole('combobox', { name: 'Mail address' });
    await address.fill('ghost@example.org');
    await action.click();
    await ask.getByText('There is nobody with an active account at this address.').waitFor();
    await address.fill('ben.okafor@example.org');
    await action.click();
    await ask.waitFor({ state: 'detached' });
    await said(page, /^Asked: Ben/);
    const asked = page.getByRole('list', { name: 'Asked to help' });
    await asked.getByText('has not answered yet').waitFor();
    await page
      .getByRole('list', { name: 'Timeline' })
      .getByText(/^Asked to help: Ben/)
      .waitFor();
    await page.getByRole('button', { name: 'Incident commander: assign…' }).click();
    const role = page.getByRole('dialog', { name: 'Incident commander of INC-431' });
    await role.getByText(/^Leads: decides/).waitFor();
    await role.getByRole('button', { name: 'Assign', exact: true }).click();
    await role.waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Roles' }).getByText('Anna Lindqvist').waitFor();
    await page.getByRole('button', { name: 'Incident commander: hand over…' }).waitFor();
    await page.context().close();
  });

  it('have the next step begin at once after naming whom that pages', async () => {
    const page = await open('/incidents/INC-430');
    await page.getByText('Acknowledged by you').waitFor();
    const button = page.getByRole('button', { name: 'Escalate now…' });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Escalate INC-430 now?' });
    await dialog.getByText(/Whoever has the incident has it no more/).waitFor();
    await dialog.getByRole('button', { name: 'Escalate' }).click();
    await said(page, 'INC-430 escalated');
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).waitFor();
    await button.waitFor();
    await page.route('**/api/v1/incidents/*/escalation', async (route) => {
      const response = await route.fetch();
      const said = (await response.json()) as Escalation;
      const unserved = said.runs.map((run) => ({
        ...run,
        state: 'unserved' as const,
        policy: null,
      }));
      const json: Escalation = {
        ...said,
        runs: unserved,
        next: null,
        hasteRefused: 'pages-nobody',
      };
      return route.fulfill({ response, json });
    });
    await page.reload();
    await page.getByText(/No escalation policy serves this incident/).waitFor();
    await page.getByRole('button', { name: 'Snooze…' }).waitFor();
    expect(await button.count()).toBe(0);
    await page.unrouteAll({ behavior: 'wait' });
    await page.context().close();
  });

  it('see what it is an effect of, what is one of its effects, and what was like it before', async () => {
    const page = await open('/incidents/INC-431');
    await page.getByText('Probably because of').waitFor();
    await page
      .getByRole('list', { name: 'Similar incidents' })
      .getByText('Restarted the queue worker.')
      .waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: /^INC-430/ })
      .first()
      .click();
    await page.getByText('Probably the cause of').waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: /^INC-431/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  it('speak German, and fit a phone', async () => {
    const page = await open('/incidents/INC-430', { ...PHONE, locale: 'de-DE' });
    await page
      .getByRole('list', { name: 'Um Hilfe gebeten' })
      .getByText(/antwortet seit 5 Minuten nicht/)
      .waitFor();
    const button = page.getByRole('button', { name: 'Um Hilfe bitten…' });
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await button.tap();
    const dialog = page.getByRole('dialog', { name: 'Um Hilfe bei INC-430 bitten' });
    await dialog.getByRole('combobox', { name: 'Wen' }).selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Bitten', exact: true }).tap();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(
      true,
    );
    await page.context().close();
  });
});
