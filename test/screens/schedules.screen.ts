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
const preview = (page: Page) => page.getByRole('region', { name: 'The next 12 weeks' });
const FOCUSED = 'document.activeElement.getAttribute("aria-label")';

describe('the form of a schedule', () => {
  it.each([1440, 360])(
    'makes one, from who is on call, with what it would come to before it is saved (%i px)',
    async (width) => {
      const { page, context } = await screen(browser, {
        viewport: { width, height: 900 },
        timezoneId: 'Europe/Vienna',
      });
      await page.goto('/on-call');
      await page.getByRole('link', { name: 'New schedule' }).click();
      await heading(page, 'New schedule').waitFor();
      expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe(
        'Europe/Vienna',
      );
      await preview(page).getByText('Once slug, time zone').waitFor();
      await page.getByLabel('Name').first().fill('Weekends');
      await page.getByLabel('Number 1 of layer 1').fill('ben.okafor@example.org');
      await page.getByRole('button', { name: 'Add somebody' }).click();
      expect(await page.evaluate(FOCUSED)).toBe('Number 2 of layer 1');
      const asked = page.waitForRequest(/\/schedules\/weekends\/preview\?from=.*&to=/);
      await page.keyboard.type('anna.lindqvist@example.org');
      const { from, to } = Object.fromEntries(new URL((await asked).url()).searchParams);
      expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(84 * 86_400_000);
      await preview(page).getByText('Somebody is on call at all times.').waitFor();
      await preview(page)
        .getByText(/^(Anna Lindqvist|Ben Okafor): .*, 6 shifts$/)
        .first()
        .waitFor();
      // Only at some hours: what that leaves open is said at once.
      await page.getByRole('button', { name: 'Add hours' }).click();
      await preview(page)
        .getByText(/^Nobody is on call for .* in all, in \d+ gaps\. An escalation step/)
        .waitFor();
      await preview(page)
        .getByRole('list', { name: 'Gaps' })
        .getByText(/: nobody, for /)
        .first()
        .waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      const sent = page.waitForRequest((request) => request.method() === 'PUT');
      await page.getByRole('button', { name: 'Create schedule' }).click();
      const request = await sent;
      expect(request.headers()['if-none-match']).toBe('*');
      expect(request.postDataJSON()).toMatchObject({
        name: 'Weekends',
        territory: 'DE',
        team: null,
        timeZone: 'Europe/Vienna',
        layers: [
          {
            name: 'Primary',
            rotation: {
              turn: 'weekly',
              every: 1,
              handoff: '09:00',
              members: ['ben.okafor@example.org', 'anna.lindqvist@example.org'],
            },
            restrictions: [
              {
                days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
                from: '09:00',
                to: '17:00',
              },
            ],
            turns: 'calendar',
          },
        ],
      });
      await heading(page, 'Weekends').waitFor();
      await context.close();
    },
  );

  it.each([
    [
      'en',
      'First turn begins on',
      'Nobody is on call for 14 days',
      'always',
      'Turns are counted from',
    ],
    ['de', 'Erster Turnus beginnt am', 'Insgesamt 14', 'always', 'Turnusse zählen ab'],
  ])(
    'begins when its first turn does: before that nobody is on call (%s)',
    async (lang, label, gap, always, counted) => {
      const { page, context } = await screen(browser, { timezoneId: 'UTC' });
      const empty = page.waitForRequest(/\/schedules\/\/preview/, { timeout: 5_000 }).then(
        () => 'asked',
        () => 'not asked',
      );
      await page.goto(`/on-call/new?lang=${lang}`);
      await page
        .getByLabel(/^(Number 1 of layer 1|Nummer 1 der Ebene 1)$/)
        .fill('ben.okafor@example.org');
      await page.getByLabel('Name').first().fill('Later');
      const at = new Date(Date.now() + 14.5 * 86_400_000).toISOString();
      const [date, time] = [at.slice(0, 10), at.slice(11, 16)];
      await page.getByLabel(label).fill(date);
      await page.locator('input[type=time]').first().fill(time);
      await page.getByText(new RegExp(gap)).waitFor();
      // Somebody who means it otherwise says so; the label of the date then says less.
      await page.getByLabel(/^(Counts|Gilt)$/).selectOption(always);
      await page
        .getByText(/^(Somebody is on call at all times|Zu jeder Zeit hat jemand)/)
        .waitFor();
      await page.getByLabel(counted).waitFor();
      await page.getByLabel(/^(Counts|Gilt)$/).selectOption('first');
      const sent = page.waitForRequest((request) => request.method() === 'PUT');
      await page.getByRole('button', { name: /^(Create schedule|Dienstplan anlegen)$/ }).click();
      expect((await sent).postDataJSON()).toMatchObject({
        layers: [{ effectiveFrom: `${date}T${time}` }],
      });
      expect(await empty).toBe('not asked');
      await context.close();
    },
  );

  it('moves members and layers by keys, says so, and keeps the focus', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/on-call/commerce-primary');
    await page.getByRole('link', { name: 'Edit' }).click();
    await heading(page, 'Edit Commerce').waitFor();
    await page.getByRole('button', { name: 'Move number 2 of layer 1 up' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Number 2 is now number 1.' }).waitFor();
    expect(await page.evaluate(FOCUSED)).toBe('Move number 1 of layer 1 up');
    await page.getByRole('button', { name: 'Add layer' }).click();
    const second = page.getByRole('group', { name: 'Layer 2', exact: true });
    await second.getByLabel('Number 1 of layer 2').fill('carla.brunner@example.org');
    await page.getByRole('button', { name: 'Move layer 2 up' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(FOCUSED)).toBe('Move layer 1 up');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Save schedule' }).click();
    const request = await sent;
    expect(request.headers()['if-match']).toBe('"2"');
    const { layers } = request.postDataJSON() as {
      layers: { name: string; rotation: { members: string[] } }[];
    };
    expect(layers.map(({ name, rotation }) => [name, ...rotation.members])).toEqual([
      ['Layer 2', 'carla.brunner@example.org'],
      ['Primary', 'ben.okafor@example.org', 'anna.lindqvist@example.org'],
    ]);
    await heading(page, 'Commerce').waitFor();
    await context.close();
  });

  it.each([
    ['en', 'Save schedule', 'This person cannot be on call there'],
    ['de', 'Dienstplan speichern', 'Diese Person kann dort keine Bereitschaft haben'],
  ])(
    'says in the preview, and at the field, who cannot be on call there (%s)',
    async (lang, save, why) => {
      const { page, context } = await screen(browser);
      await page.goto(`/on-call/schweiz/edit?lang=${lang}`);
      const member = page.getByLabel(/^(Number 1 of layer 1|Nummer 1 der Ebene 1)$/);
      await member.fill('former@example.org');
      await page
        .getByRole('listitem')
        .filter({ hasText: `former@example.org: ${why}` })
        .waitFor();
      await page.getByRole('button', { name: save }).click();
      await page.locator('form').getByText(why).first().waitFor();
      expect(await member.getAttribute('aria-invalid')).toBe('true');
      expect(await member.inputValue()).toBe('former@example.org');
      await context.close();
    },
  );

  it('is not saved over what somebody else saved meanwhile, and shows that', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/on-call/commerce-primary/edit');
    await page.getByLabel('Name').first().fill('Commerce and fees');
    await page.evaluate(async () => {
      const path = '/api/v1/schedules/commerce-primary';
      const rotation = {
        turn: 'daily',
        handoff: '08:00',
        anchor: '2026-01-05',
        members: ['ben.okafor@example.org'],
      };
      const body = {
        name: 'Commerce by day',
        territory: 'DE',
        timeZone: 'Europe/Berlin',
        layers: [{ name: 'Primary', rotation }],
      };
      const headers = { 'content-type': 'application/json' };
      await fetch(path, { method: 'PUT', headers, body: JSON.stringify(body) });
    });
    await page.getByRole('button', { name: 'Save schedule' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody saved version 3' });
    await conflict.getByRole('row').filter({ hasText: 'Commerce by day' }).waitFor();
    expect(await page.getByLabel('Name').first().inputValue()).toBe('Commerce and fees');
    await conflict.getByRole('button', { name: 'Discard mine, take theirs' }).click();
    await page.getByLabel('Handover at').and(page.locator('[value="08:00"]')).waitFor();
    expect(await page.getByLabel('Name').first().inputValue()).toBe('Commerce by day');
    await context.close();
  });

  it('is not for whoever may only look', async () => {
    const { page, context } = await screen(browser);
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      const me = (await response.json()) as { permissions: string[] };
      const permissions = me.permissions.filter((one) => !one.endsWith(':write'));
      const grants = [{ role: 'viewer', territories: ['DE'] }];
      await route.fulfill({ response, json: { ...me, permissions, grants } });
    });
    await page.goto('/on-call/commerce-primary');
    await heading(page, 'Commerce').waitFor();
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    await page.goto('/on-call/new');
    await page.getByText('schedule:write').waitFor();
    expect(await page.getByRole('button', { name: 'Create schedule' }).count()).toBe(0);
    await context.close();
  });
});

describe('deleting a schedule', () => {
  it.each([
    ['en', 'The escalation policy Payments pages by it'],
    ['de', 'Die Eskalationsrichtlinie Payments alarmiert danach'],
  ])('names the policies that would break, and is not offered then (%s)', async (lang, why) => {
    const { page, context } = await screen(browser);
    await page.goto(`/on-call/commerce-primary?delete=1&lang=${lang}`);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(why).waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    await context.close();
  });
});
