import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const MINUTE = 60_000;

/** In the page: its device was set wrong by so many milliseconds; what only grows goes on as ever. */
const SET_BY = (ms: number) => `
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ${ms});
      else super(...given);
    }
    static now() { return Real.now() + ${ms}; }
  };
`;

async function open(path: string, ms: number, locale = 'de-DE'): Promise<Page> {
  const { page } = await screen(browser, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    locale,
    timezoneId: 'UTC',
  });
  await page.addInitScript({ content: SET_BY(ms) });
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** What is said of the clock of the device. */
const clockBar = (page: Page) => page.getByRole('region', { name: 'Die Uhr dieses Geräts' });

describe('a phone whose clock is wrong', () => {
  it('reckons by the clock of the server, and says so once', async () => {
    const page = await open('/incidents/431', -5 * MINUTE);
    const since = page.locator('dl time').first();
    await since.filter({ hasText: /^vor / }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Seit\s+in \d/);
    await clockBar(page).getByText('Die Uhr dieses Geräts geht 5 Minuten nach').waitFor();
    await clockBar(page).getByRole('button', { name: 'Verstanden' }).tap();
    await clockBar(page).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Nicht scharf' }).waitFor();
    await page.locator('dl time').first().filter({ hasText: /^vor / }).waitFor();
    expect(await clockBar(page).count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['behind', -5 * MINUTE],
    ['ahead', 90 * MINUTE],
  ])('that is %s says of when it last heard of the server as the server has it', async (_, ms) => {
    const page = await open('/slos', ms);
    const live = page.getByRole('button', { name: /^Live-Daten: Live/ });
    await live.waitFor();
    const said = (await live.getAttribute('aria-label')) ?? '';
    const [, hour, minute] = /Stand (\d\d):(\d\d):\d\d/.exec(said) ?? [];
    const shown = Number(hour) * 60 + Number(minute);
    const now = new Date();
    const truth = now.getUTCHours() * 60 + now.getUTCMinutes();
    expect(Math.min(Math.abs(shown - truth), 1_440 - Math.abs(shown - truth))).toBeLessThanOrEqual(
      1,
    );
    await page.context().close();
  });

  it('begins a cover by the clock of the server', async () => {
    const page = await open('/on-call', -5 * MINUTE);
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/overrides'),
    );
    await page
      .getByRole('button', { name: /übernehmen/ })
      .first()
      .tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Ich übernehme' }).tap();
    const body = (await sent).postDataJSON() as { start?: string; end: string };
    expect(body.start).toBeUndefined();
    await page.context().close();
  });

  it('is not spoken of where it is right', async () => {
    const page = await open('/slos', 2_000);
    await page.getByRole('button', { name: /^Live-Daten: Live/ }).waitFor();
    await page.getByRole('button', { name: /^Nicht scharf/ }).waitFor();
    expect(await clockBar(page).count()).toBe(0);
    await page.context().close();
  });
});
