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

async function variant(page: Page, mock: string): Promise<void> {
  const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
  await page.context().addCookies([{ name: 'mock', value: mock, url }]);
}

interface Duty {
  schedule: string;
  user: object | null;
  next: object | null;
}

/** By this schedule nobody is on call, whatever the time of day. */
async function leaveGap(page: Page, schedule: string): Promise<void> {
  await page.route('**/api/v1/on-call?*', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const body = (await response.json()) as { items: Duty[] };
    const items = body.items.map((duty) =>
      duty.schedule === schedule ? { ...duty, user: null } : duty,
    );
    await route.fulfill({ response, json: { ...body, items } });
  });
}

/** In the page: what the closed list in which the end is chosen would cut. */
const CUT_OPTIONS = `(() => {
  const select = [...document.querySelectorAll('[role=dialog] select')].at(-1);
  const { font, paddingLeft, paddingRight } = getComputedStyle(select);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return [...select.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room);
})()`;

describe('who is on call', () => {
  it.each([
    [1440, 'row'],
    [360, 'listitem'],
  ] as const)('is covered with two taps (%i px)', async (width, role) => {
    const { page, context } = await screen(browser, { viewport: { width, height: 800 } });
    await page.goto('/on-call');
    await heading(page, 'On call').waitFor();
    // Carla and Ben take turns there: it is not Anna's, who is signed in.
    const swiss = page.getByRole(role).filter({ hasText: 'Schweiz' });
    await swiss.getByRole('button', { name: /^Cover Schweiz/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Put me on call' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await swiss.getByText('Anna Lindqvist').waitFor();
    await swiss.getByText('Override', { exact: true }).waitFor();
    await page.getByText(/^You are on call by Schweiz until /).waitFor();
    await swiss.getByRole('button', { name: /^Hand over Schweiz/ }).waitFor();
    await context.close();
  });

  it('is somebody else, for a few hours, by whoever may arrange that', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/on-call?cover=schweiz');
    const dialog = page.getByRole('dialog');
    await page.getByRole('dialog', { name: 'Cover Schweiz' }).waitFor();
    const who = dialog.getByLabel('Who is on call instead');
    expect(await who.inputValue()).toBe('anna.lindqvist@example.org');
    const [other] = (await who.getByRole('option').allInnerTexts()).filter(
      (name) => !name.endsWith('(you)'),
    );
    await who.selectOption({ label: other ?? '' });
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await dialog.getByLabel('Until').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: `Put ${other} on call` }).click();
    const body = (await sent).postDataJSON() as { user: string; start?: string; end: string };
    expect(body.user).toMatch(/@example\.org$/);
    // It begins when the server has it.
    expect(body.start).toBeUndefined();
    expect(Math.abs(Date.parse(body.end) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    await page
      .getByRole('status')
      .filter({ hasText: `${other} is on call by Schweiz` })
      .waitFor();
    await context.close();
  });

  it('gives a shift away in words that say so, whole on a phone', async () => {
    const { page, context } = await screen(browser, {
      viewport: { width: 360, height: 740 },
      locale: 'de-DE',
    });
    await page.goto('/on-call?cover=schweiz');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Ab sofort haben Sie Bereitschaft, statt /).waitFor();
    await dialog.getByRole('button', { name: 'Ich übernehme' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Schweiz übergeben/ }).click();
    await page.getByRole('dialog', { name: 'Schweiz übergeben' }).waitFor();
    const who = await dialog.getByLabel('Wer stattdessen').getByRole('option').first().innerText();
    await dialog.getByText(`Ab sofort hat ${who} Bereitschaft, statt Ihnen.`).waitFor();
    await dialog.getByRole('button', { name: `An ${who} übergeben` }).waitFor();
    expect(await dialog.getByText('übernehme').count()).toBe(0);
    const cut = await page.evaluate<string[]>(CUT_OPTIONS);
    expect(cut).toEqual([]);
    await context.close();
  });

  it('cannot be given away where there is nobody else, and says what helps', async () => {
    const { page, context } = await screen(browser, { locale: 'de-DE' });
    await page.route('**/api/v1/schedules/schweiz', async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      const json = (await response.json()) as { layers: { rotation: { members: unknown[] } }[] };
      for (const { rotation } of json.layers) rotation.members = [];
      await route.fulfill({ response, json });
    });
    await page.goto('/on-call?cover=schweiz');
    await page.getByRole('dialog').getByRole('button', { name: 'Ich übernehme' }).click();
    await page.getByRole('button', { name: /^Schweiz übergeben/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Schweiz übergeben' });
    await dialog.getByText('Wer für Sie einspringt, übernimmt selbst').waitFor();
    expect(await dialog.getByRole('button', { name: 'Übergeben' }).isDisabled()).toBe(true);
    expect(await dialog.getByText('Ich übernehme').count()).toBe(0);
    await context.close();
  });

  it('is not sent any more when the shift has become another one meanwhile', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/on-call?cover=schweiz');
    const dialog = page.getByRole('dialog', { name: 'Cover Schweiz' });
    const send = dialog.getByRole('button', { name: 'Put me on call' });
    await send.waitFor();
    await page.getByRole('button', { name: /^Live data: Live/, includeHidden: true }).waitFor();
    await page.evaluate(async () => {
      await fetch('/api/v1/schedules/schweiz/overrides', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ end: new Date(Date.now() + 3_600_000).toISOString() }),
      });
    });
    await dialog.getByText('Anna Lindqvist has this shift by now').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await context.close();
  });

  it('is nobody: that is said, with what it costs', async () => {
    const { page, context } = await screen(browser);
    await leaveGap(page, 'commerce-primary');
    await page.goto('/on-call');
    const row = page.getByRole('row').filter({ hasText: 'Commerce' });
    await row.getByText('Nobody is on call').waitFor();
    await page.getByText(/nobody is on call now: .*Commerce.*reaches nobody/).waitFor();
    await context.close();
  });

  it('is told in German', async () => {
    const { page, context } = await screen(browser, { locale: 'de-DE' });
    await leaveGap(page, 'commerce-primary');
    await page.goto('/');
    await heading(page, 'Jetzt').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await heading(page, 'Bereitschaft').waitFor();
    await page.getByText(/hat jetzt niemand Bereitschaft: .*Commerce/).waitFor();
    await page.getByRole('link', { name: 'Commerce' }).click();
    await page.getByRole('heading', { name: 'Die nächsten vier Wochen' }).waitFor();
    await context.close();
  });

  it('is not known where there are no schedules; the command line makes the first', async () => {
    const { page, context } = await screen(browser);
    await variant(page, 'empty:/on-call');
    await page.goto('/on-call');
    await page.getByRole('heading', { name: 'No schedules yet' }).waitFor();
    await page.getByText(/^leitstand catalog apply -f schedules\.yaml/).waitFor();
    await context.close();
  });
});

describe('a schedule', () => {
  it('shows its shifts and gaps by day on its own clock, and what that is on the reader’s', async () => {
    const { page, context } = await screen(browser, { timezoneId: 'Asia/Kolkata' });
    await page.goto('/on-call/platform-office');
    await page.getByText('Times in Europe/Berlin; yours stand below them.').waitFor();
    const turns = page.getByRole('listitem').filter({ hasText: 'Ben Okafor' });
    await turns
      .filter({ hasText: /09:00 CES?T/ })
      .first()
      .waitFor();
    expect(await turns.first().innerText()).toMatch(/yours: .*(IST|UTC\+5:30)/);
    const gap = page
      .getByRole('listitem')
      .filter({ hasText: /Nobody, for 16 hr/ })
      .first();
    await gap.getByRole('button', { name: /^Cover Platform, office hours, / }).click();
    await page
      .getByRole('dialog')
      .getByText(/so far nobody is\.$/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Put me on call' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const overrides = page.getByRole('list', { name: 'Overrides' });
    await overrides.getByText('Anna Lindqvist').nth(1).waitFor();
    await context.close();
  });

  it('has overrides that are taken back', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/on-call/commerce-primary');
    const overrides = page.getByRole('list', { name: 'Overrides' });
    await overrides.getByText('made by Anna Lindqvist').waitFor();
    await page.getByRole('button', { name: 'Take back the override of Ben Okafor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/whoever would be on call without it is on call again/).waitFor();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('None ahead: the rotations alone say who is on call.').waitFor();
    expect(await overrides.count()).toBe(0);
    await context.close();
  });

  it('has no buttons for people who may only look', async () => {
    const { page, context } = await screen(browser);
    await variant(page, 'viewer');
    for (const path of ['/on-call', '/on-call/commerce-primary?remove=x']) {
      await page.goto(path);
      await page.getByText('Ben Okafor').first().waitFor();
      expect(await page.getByRole('button', { name: /^(Cover|Hand over|Take back)/ }).count()).toBe(
        0,
      );
    }
    await context.close();
  });
});
