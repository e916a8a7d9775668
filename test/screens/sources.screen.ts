import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const width = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

/** The source falls silent. */
async function fallsSilent(page: Page, silent: string): Promise<void> {
  await page.route('**/api/v1/sources?*', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const body = (await response.json()) as { items: { slug: string }[] };
    const items = body.items.map((one) => (one.slug === silent ? { ...one, silent: true } : one));
    await route.fulfill({ response, json: { ...body, items } });
  });
}

describe('the list of sources of alerts', () => {
  it.each([
    [1440, 'row'],
    [360, 'listitem'],
  ] as const)(
    'stands in the settings, and says of each how it stands and what it last sent (%i px)',
    async (px, role) => {
      const { page, context } = await screen(browser, { viewport: { width: px, height: 800 } });
      await page.goto('/settings');
      await page.getByRole('link', { name: 'Sources of alerts' }).click();
      const prometheus = page.getByRole(role).filter({ hasText: 'Prometheus' });
      await prometheus.getByText('Differs', { exact: true }).waitFor();
      await prometheus.getByText('3 alerts').waitFor();
      await prometheus.getByText('1 unconfirmed, 2 silenced').waitFor();
      const blackbox = page.getByRole(role).filter({ hasText: 'Blackbox, Zürich' });
      await blackbox.getByText('Rejected', { exact: true }).waitFor();
      await blackbox.getByText('could not be read').waitFor();
      expect(await width(page)).toBeLessThanOrEqual(px);
      await context.close();
    },
  );

  it.each([
    ['en', 'Silent', /^Prometheus: Nothing is heard of it/],
    ['de', 'Verstummt', /^Prometheus: Von ihr ist nichts zu hören/],
  ])('says loudly that one is silent (%s)', async (lang, word, loud) => {
    const { page, context } = await screen(browser);
    await fallsSilent(page, 'prometheus');
    await page.goto(`/settings/sources?lang=${lang}`);
    await page.getByRole('alert').filter({ hasText: loud }).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Prometheus' })
      .getByText(word, { exact: true })
      .waitFor();
    await context.close();
  });

  it('is not offered to be changed by who may only look', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources?mock=viewer');
    await page.getByRole('link', { name: /^Prometheus/ }).waitFor();
    expect(await page.getByRole('link', { name: 'New source' }).count()).toBe(0);
    await page.goto('/settings/sources/blackbox?mock=viewer');
    await heading(page, 'Blackbox, Zürich').waitFor();
    await page.getByRole('heading', { name: 'Connect it' }).waitFor();
    expect(await page.getByRole('button', { name: /token/ }).count()).toBe(0);
    expect(await page.getByText('What could not be read').count()).toBe(0);
    await page.goto('/settings/sources/new?mock=viewer');
    await page.getByText('Editor').first().waitFor();
    await context.close();
  });
});

describe('the page of a source', () => {
  it('shows what fires and never arrived, and what nothing bears out', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources/prometheus');
    await heading(page, 'Prometheus').waitFor();
    const found = page.getByRole('list', { name: 'Held against its Prometheus' });
    const till = found.getByRole('listitem').filter({ hasText: 'till="7"' });
    await till.getByText('Silenced or inhibited').waitFor();
    await till.getByText('silenced by 5f0c1a7e').waitFor();
    await page.getByText(/^One alert is called over by the source/).waitFor();
    await context.close();
  });

  it.each([
    [1440, 'en', /^2 alerts of it are open/, /It is gone/, 'End its alerts', /2 alerts are over/],
    [360, 'de', /^2 Alarme von ihr sind offen/, /nicht mehr/, 'Alarme beenden', /2 Alarme sind/],
  ] as const)(
    'offers to give it up where nothing but a person could end its alerts (%i px, %s)',
    async (px, lang, says, ask, action, done) => {
      const { page, context } = await screen(browser, { viewport: { width: px, height: 800 } });
      await page.goto(`/settings/sources/prometheus?lang=${lang}`);
      await heading(page, 'Prometheus').waitFor();
      expect(await page.getByRole('button', { name: ask }).count()).toBe(0); // it answers
      await page.goto(`/settings/sources/blackbox?lang=${lang}`);
      await page.getByText(says).waitFor();
      expect(await width(page)).toBeLessThanOrEqual(px);
      await page.getByRole('button', { name: ask }).click();
      await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
      await page.getByText(done).waitFor();
      await page.getByText(says).waitFor({ state: 'detached' });
      await context.close();
    },
  );

  it('shows what could not be read as it came, and renders it harmless', async () => {
    const { page, context } = await screen(browser);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => void dialogs.push(dialog.message()));
    await page.goto('/settings/sources/blackbox');
    const list = page.getByRole('list', { name: 'What could not be read' });
    await list.getByText('could not be read, 61 bytes, 4 times').click();
    await list.getByText('alerts: must be a list.').waitFor();
    await list.getByText('"<script>alert(1)</script>"').waitFor();
    await list.getByText(/too large, 20,971,520 bytes, once/).click();
    await list.getByText('It was too large to be kept.').waitFor();
    expect(dialogs).toEqual([]);
    await context.close();
  });

  it('renews the token, shows it this once, and never again', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources/prometheus');
    await page.getByRole('button', { name: 'Renew token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The old token stops working at once').waitFor();
    await dialog.getByRole('button', { name: 'Renew token' }).click();
    await dialog.getByText(/^lsa_bW9j\w+$/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.getByText('it is never shown again').waitFor();
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('lsa_bW9jay10…').waitFor();
    await page.reload();
    await page.getByText('lsa_bW9jay10…').waitFor();
    expect(await page.content()).not.toContain('lsa_bW9jay10b2');
    await context.close();
  });

  it('has the lines for a foreign Alertmanager, which a button copies', async () => {
    const { page, context } = await screen(browser);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/settings/sources/prometheus');
    await page.getByRole('button', { name: 'Copy: alertmanager.yml' }).click();
    await page
      .getByRole('button', { name: 'Copy: alertmanager.yml' })
      .getByText('Copied')
      .waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toContain(`url: ${new URL(page.url()).origin}/api/v1/integrations/alertmanager`);
    expect(copied).toContain('credentials_file: /etc/alertmanager/leitstand-token');
    expect(copied).toContain('alertname="Watchdog"');
    await page.getByLabel('rules of the watchdog', { exact: true }).waitFor();
    await context.close();
  });

  it('is made, which leads to its token, is changed, and is deleted by its typed slug', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources');
    await page.getByRole('link', { name: 'New source' }).click();
    await heading(page, 'New source of alerts').waitFor();
    await page.getByLabel('Name').fill('Plant');
    await page.getByLabel('Watchdog').fill('often');
    await page.getByRole('button', { name: 'Create source' }).click();
    await page.getByText('Not a length of time.').waitFor();
    await page.getByText('This is needed.').waitFor();
    await page.getByLabel('Watchdog').fill('2m');
    await page.getByLabel('Subject', { exact: true }).selectOption('shop');
    await page.getByRole('button', { name: 'Add label' }).click();
    await page.getByLabel('Label', { exact: true }).fill('job');
    await page.getByLabel('Value', { exact: true }).fill('till');
    await page.getByRole('combobox', { name: 'Subject' }).nth(1).selectOption('checkout');
    await page.getByRole('button', { name: 'Add word' }).click();
    await page.getByLabel('Word', { exact: true }).fill('P3');
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('ticket');
    const sent = page.waitForRequest(/sources\/plant$/);
    await page.getByRole('button', { name: 'Create source' }).click();
    expect((await sent).postDataJSON()).toEqual({
      name: 'Plant',
      kind: 'alertmanager',
      prometheus: null,
      groupIntervalSeconds: 300,
      watchdogSeconds: 120,
      territory: 'DE',
      territories: ['DE'],
      defaultSubject: 'shop',
      mappings: [{ label: 'job', value: 'till', subject: 'checkout' }],
      severities: { p3: 'ticket' },
    });
    await heading(page, 'Plant').waitFor();
    await page.getByText('No token', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Make token' }).waitFor();
    await page.getByRole('link', { name: 'Edit' }).click();
    await heading(page, 'Edit Plant').waitFor();
    expect(await page.getByLabel('Watchdog').inputValue()).toBe('2m');
    await page.getByLabel('Watchdog').fill('');
    await page.getByRole('button', { name: 'Save source' }).click();
    await page.getByText('None is expected, so silence goes unnoticed').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('plant');
    await dialog.getByRole('button', { name: 'Delete source' }).click();
    await page.getByRole('row').filter({ hasText: 'Blackbox' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Plant' }).count()).toBe(0);
    await context.close();
  });

  it.each([
    ['grafana', 'Make token', 'URL of the contact point', /\/api\/v1\/integrations\/grafana$/],
    ['webhook', 'Make token', 'a signed event in a shell', /integrations\/webhook\/other\n$/],
  ])('is of the kind %s, and has its lines', async (kind, make, label, lines) => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources/new');
    await page.getByLabel('Name').fill('Other');
    await page.getByLabel('Kind').selectOption(kind);
    expect(await page.getByLabel('Group interval').count()).toBe(0);
    expect(await page.getByLabel('Watchdog').count()).toBe(kind === 'grafana' ? 1 : 0);
    await page.getByLabel('Subject', { exact: true }).selectOption('shop');
    const sent = page.waitForRequest(/sources\/other$/);
    await page.getByRole('button', { name: 'Create source' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ kind, prometheus: null });
    await page.getByRole('button', { name: make }).waitFor();
    expect(await page.getByLabel(label, { exact: true }).textContent()).toMatch(lines);
    expect(await page.getByText('alertmanager.yml').count()).toBe(0);
    await context.close();
  });

  it('keeps what was typed where somebody else saved meanwhile', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources/blackbox/edit');
    await page.getByLabel('Name').fill('Mine');
    await page.goto('/settings/sources/blackbox/edit?mock=changed-meanwhile');
    await page.getByLabel('Name').fill('Mine');
    await page.getByRole('button', { name: 'Save source' }).click();
    await page
      .getByText(/Somebody saved version/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Mine');
    await context.close();
  });

  it('that is not there says so', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/sources/none');
    await page
      .getByText(/source of alerts/)
      .first()
      .waitFor();
    await context.close();
  });
});

describe('heartbeats', () => {
  it.each([
    [1440, 'row'],
    [360, 'listitem'],
  ] as const)(
    'say which of them is late, and when each was last heard (%i px)',
    async (px, role) => {
      const { page, context } = await screen(browser, { viewport: { width: px, height: 800 } });
      await page.goto('/settings/heartbeats');
      const backup = page.getByRole(role).filter({ hasText: 'Nightly backup' });
      await backup.getByText('Late', { exact: true }).waitFor();
      await backup.getByText('2 days ago').waitFor();
      await backup.getByText('every 1 day, 1 hr grace').waitFor();
      await page
        .getByRole('alert')
        .filter({ hasText: /^Nightly backup: It should/ })
        .waitFor();
      expect(await width(page)).toBeLessThanOrEqual(px);
      await context.close();
    },
  );

  it('are made, given a token with the line to paste, changed and deleted', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/heartbeats');
    await page.getByRole('button', { name: 'New heartbeat' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Invoices');
    await dialog.getByLabel('Subject').selectOption('shop');
    await dialog.getByLabel('Comes every').fill('1h');
    await dialog.getByLabel('May be late by').fill('5m');
    const sent = page.waitForRequest(/heartbeats\/invoices$/);
    await dialog.getByRole('button', { name: 'Create heartbeat' }).click();
    expect((await sent).postDataJSON()).toEqual({
      name: 'Invoices',
      subject: 'shop',
      intervalSeconds: 3600,
      graceSeconds: 300,
    });
    await dialog.getByRole('button', { name: 'Make token' }).click();
    await dialog
      .getByLabel('curl', { exact: true })
      .filter({ hasText: 'Bearer lhb_bW9jay10b2tlbi1vZi1hLWhlYXJ0YmVhdC1vZi1hLWpvYg"' })
      .waitFor();
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Invoices' });
    await row.getByText('Nothing yet').waitFor();
    await row.getByRole('button', { name: 'Edit Invoices' }).click();
    expect(await dialog.getByLabel('Comes every').inputValue()).toBe('1h');
    await dialog.getByLabel('Comes every').fill('2h');
    await dialog.getByRole('button', { name: 'Save heartbeat' }).click();
    await row.getByText('every 2 hrs, 5 mins grace').waitFor();
    await row.getByRole('button', { name: 'Delete Invoices' }).click();
    await dialog.getByRole('textbox').fill('invoices');
    await dialog.getByRole('button', { name: 'Delete heartbeat' }).click();
    await row.waitFor({ state: 'detached' });
    await context.close();
  });

  it('are none yet, which says what they are for', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/settings/heartbeats?mock=empty:/heartbeats');
    await page.getByText('No heartbeats yet').waitFor();
    await page.getByText('leitstand heartbeat list').waitFor();
    await context.close();
  });
});
