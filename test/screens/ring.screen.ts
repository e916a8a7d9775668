import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true } as const;

/** In the page: counts what is sounding now, as the browser's own sound engine knows it. */
const LISTEN = `
  const start = AudioBufferSourceNode.prototype.start;
  const stop = AudioBufferSourceNode.prototype.stop;
  window.repeating = 0;
  AudioBufferSourceNode.prototype.start = function (...given) {
    if (this.loop) window.repeating += 1;
    return start.apply(this, given);
  };
  AudioBufferSourceNode.prototype.stop = function (...given) {
    if (this.loop) window.repeating -= 1;
    return stop.apply(this, given);
  };
`;

/** In the page: what browsers keep from pages that come over plain http from another machine. */
const PLAIN_HTTP = `
  Object.defineProperty(window, 'isSecureContext', { value: false });
  delete Crypto.prototype.randomUUID;
  delete Navigator.prototype.locks;
`;

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await screen(browser, options);
  await page.addInitScript({ content: LISTEN });
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const isRinging = (page: Page) => page.waitForFunction('window.repeating === 1');
const isSilent = (page: Page) => page.waitForFunction('window.repeating === 0');

/** Somebody declares an incident, about which whoever is signed in is paged. */
const declare = (page: Page, title: string) =>
  page.evaluate(async (said) => {
    await fetch('/api/v1/incidents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: said, severity: 'page', subject: 'shop' }),
    });
  }, title);

/** The tab tells the server that it rings no more. */
const unarmed = (page: Page) =>
  page.waitForRequest(
    (request) => request.method() === 'DELETE' && request.url().includes('/me/presence/'),
  );

const bar = (page: Page) => page.getByRole('region', { name: 'You are being paged' });

describe('a console', () => {
  it('that is armed rings until somebody acknowledges, and says so once the server has', async () => {
    const page = await open('/');
    const card = page.getByRole('region', { name: 'This console' });
    await card.getByText('Not armed.').waitFor();
    await card.getByRole('button', { name: 'Arm this console' }).click();
    await card.getByText('Armed.').waitFor();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Armed\. Unarm/ })
      .waitFor();
    const heard = page.waitForRequest(/\/me\/pages\/[^/]+\/delivery$/);
    await declare(page, 'Nobody can pay');
    await bar(page).getByText('INC-432: Nobody can pay').waitFor();
    await isRinging(page);
    await heard;
    await page.waitForFunction(`document.title === 'INC-432 pages you'`);
    await page.waitForFunction(`document.title === 'Now · Leitstand'`);
    await page.getByRole('link', { name: 'SLOs' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'SLOs' }).waitFor();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/acknowledgement', async (route) => {
      await asked;
      await route.continue();
    });
    await bar(page).getByRole('button', { name: 'Acknowledge' }).click();
    await bar(page).getByRole('button', { name: 'Acknowledging…' }).waitFor();
    expect(await bar(page).getByText('acknowledged').count()).toBe(0);
    expect(await page.evaluate('window.repeating')).toBe(1);
    answer();
    await bar(page).getByText('INC-432 acknowledged:').waitFor();
    await isSilent(page);
    await page.waitForFunction(`document.title === 'SLOs · Leitstand'`);
    await page.context().close();
  });

  it('is silenced without an acknowledgement, and by one that comes from elsewhere', async () => {
    const page = await open('/slos');
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Not armed\. Arm/ })
      .click();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Armed/ })
      .waitFor();
    await declare(page, 'First');
    await isRinging(page);
    await bar(page).getByRole('button', { name: 'Silence' }).click();
    await isSilent(page);
    await bar(page).getByText('Nobody has acknowledged it by that').waitFor();
    await bar(page).getByRole('button', { name: 'Acknowledge' }).waitFor();
    await declare(page, 'Second');
    await isRinging(page);
    await page.evaluate(async () => {
      for (const name of ['INC-432', 'INC-433'])
        await fetch(`/api/v1/incidents/${name}/acknowledgement`, { method: 'POST' });
    });
    await isSilent(page);
    await bar(page).waitFor({ state: 'detached' });
    const gone = unarmed(page);
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await gone;
    await page.getByLabel('Email').waitFor();
    await page.context().close();
  });

  it('says that it is lost while the server is away, and is armed again by itself', async () => {
    const page = await open('/');
    const card = page.getByRole('region', { name: 'This console' });
    await card.getByRole('button', { name: 'Arm this console' }).click();
    await card.getByText('Armed.').waitFor();
    await page.context().setOffline(true);
    await card.getByText(/^Lost since \d\d:\d\d:\d\d/).waitFor();
    await card.getByText('this console does not ring').waitFor();
    await page.context().setOffline(false);
    await card.getByText('Armed.').waitFor();
    const gone = unarmed(page);
    await card.getByRole('button', { name: 'Unarm this console' }).click();
    await gone;
    await card.getByText('Not armed.').waitFor();
    await page.context().close();
  });

  it('is armed, hears and acknowledges with one tap on a phone, in German, without anything that moves', async () => {
    const page = await open('/incidents', { ...PHONE, locale: 'de', reducedMotion: 'reduce' });
    await page.getByRole('button', { name: /^Nicht scharf/ }).tap();
    await page.getByRole('button', { name: /^Scharf/ }).waitFor();
    await declare(page, 'Niemand kann bezahlen');
    await isRinging(page);
    await page.waitForFunction(`document.title === 'INC-432 ruft Sie · Vorfälle · Leitstand'`);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(360);
    const area = page.getByRole('region', { name: 'Sie werden alarmiert' });
    const button = area.getByRole('button', { name: 'Quittieren' });
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await button.tap();
    await area.getByText('INC-432 quittiert:').waitFor();
    await isSilent(page);
    await page.context().close();
  });

  it('that came over plain http from another machine says what it cannot, and rings all the same', async () => {
    const { page } = await screen(browser);
    await page.addInitScript({ content: LISTEN + PLAIN_HTTP });
    await page.goto('/');
    const card = page.getByRole('region', { name: 'This console' });
    await card.getByText('the browser shows no system notifications here').waitFor();
    await card.getByRole('button', { name: 'Arm this console' }).click();
    await card.getByText('Armed.').waitFor();
    await declare(page, 'Nobody can pay');
    await isRinging(page);
    await bar(page).getByRole('button', { name: 'Acknowledge' }).click();
    await isSilent(page);
    await page.context().close();
  });

  it('that is not armed shows what pages, and stays silent', async () => {
    const page = await open('/slos');
    await page.getByRole('button', { name: /^Live data: Live/ }).waitFor();
    await declare(page, 'Nobody hears this');
    await bar(page).getByText('INC-432: Nobody hears this').waitFor();
    expect(await page.evaluate('window.repeating')).toBe(0);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Acknowledge');
    await page.keyboard.press('Enter');
    await bar(page).getByText('INC-432 acknowledged:').waitFor();
    await page.context().close();
  });
});
