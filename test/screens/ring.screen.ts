import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';
import { LISTEN, PHONE, bar, declare, isRinging, isSilent, openListening } from './paged.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** In the page: what browsers keep from pages that come over plain http from another machine. */
const PLAIN_HTTP = `
  Object.defineProperty(window, 'isSecureContext', { value: false });
  delete Crypto.prototype.randomUUID;
  delete Navigator.prototype.locks;
`;

const open = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
  openListening(browser, path, options);

/** The tab tells the server that it rings no more. */
const unarmed = (page: Page) =>
  page.waitForRequest(
    (request) => request.method() === 'DELETE' && request.url().includes('/me/presence/'),
  );

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

/**
 * In the page: presses each *Acknowledge* of the bar in the moment in which it is there, and again when it has moved, as a thumb does that was
 * on its way. Counts how often, and how often it would have been what lies there.
 */
const PRESS_AT_ONCE = `
  window.presses = [];
  const pressed = new Map();
  new MutationObserver(() => {
    for (const button of document.querySelectorAll('section[aria-label="You are being paged"] button')) {
      if (button.textContent !== 'Acknowledge') continue;
      const { left, top, width, height } = button.getBoundingClientRect();
      if (pressed.get(button) === top) continue;
      pressed.set(button, top);
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      window.presses.push(button.contains(hit));
      const down = { bubbles: true, cancelable: true, isPrimary: true };
      button.dispatchEvent(new PointerEvent('pointerdown', down));
      button.dispatchEvent(new MouseEvent('click', { ...down, detail: 1 }));
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
`;

async function middleOf(page: Page, title: string): Promise<{ x: number; y: number }> {
  const line = bar(page)
    .locator('div')
    .filter({ has: page.getByText(title) });
  const box = await line.getByRole('button', { name: 'Acknowledge' }).last().boundingBox();
  if (!box) throw new Error(`no button beside ${title}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const stateOf = (page: Page, name: string) =>
  page.evaluate(async (of) => {
    const answer = await fetch(`/api/v1/incidents/${of}`);
    return ((await answer.json()) as { state: string }).state;
  }, name);

const settled = (page: Page) =>
  page.locator('section[data-settling]').waitFor({ state: 'detached' });

describe('a bar that comes by itself', () => {
  it('takes no tap that was meant for what stood there, and one that was meant for it', async () => {
    const page = await open('/slos', PHONE);
    await page.getByRole('button', { name: /^Not armed/ }).waitFor();
    await page.evaluate(PRESS_AT_ONCE);
    await declare(page, 'Nobody can pay');
    await bar(page).getByRole('button', { name: 'Acknowledge' }).waitFor();
    expect(await page.evaluate('window.presses')).toEqual([false]);
    expect(await stateOf(page, 'INC-432')).toBe('triggered');
    await settled(page);
    const place = await middleOf(page, 'INC-432: Nobody can pay');
    await page.touchscreen.tap(place.x, place.y);
    await bar(page).getByText('INC-432 acknowledged:').waitFor();
    await page.context().close();
  });

  it('takes none either of a finger that went down before', async () => {
    const page = await open('/slos');
    await page.getByRole('button', { name: /^Not armed/ }).waitFor();
    await declare(page, 'First');
    await bar(page).getByText('INC-432: First').waitFor();
    const { x, y } = await middleOf(page, 'INC-432: First');
    await page.evaluate(() => fetch('/api/v1/incidents/432/acknowledgement', { method: 'POST' }));
    await bar(page).waitFor({ state: 'detached' });
    await page.mouse.move(x, y);
    await page.mouse.down();
    await declare(page, 'Second');
    const button = bar(page).getByRole('button', { name: 'Acknowledge' });
    await button.waitFor();
    await settled(page);
    await page.mouse.up();
    expect(await stateOf(page, 'INC-433')).toBe('triggered');
    await button.click();
    await bar(page).getByText('INC-433 acknowledged:').waitFor();
    await page.context().close();
  });

  it('is no obstacle to the keyboard', async () => {
    const page = await open('/slos');
    await page.getByRole('button', { name: /^Not armed/ }).waitFor();
    await declare(page, 'Nobody can pay');
    const button = bar(page).getByRole('button', { name: 'Acknowledge' });
    await button.waitFor();
    await button.focus();
    await page.keyboard.press('Enter');
    await bar(page).getByText('INC-432 acknowledged:').waitFor();
    await page.context().close();
  });

  it('keeps what is being read where it is: what is new comes below', async () => {
    const page = await open('/slos', PHONE);
    await page.getByRole('button', { name: /^Not armed/ }).waitFor();
    await page.evaluate(PRESS_AT_ONCE);
    await declare(page, 'First');
    await bar(page).getByText('INC-432: First').waitFor();
    const before = await middleOf(page, 'INC-432: First');
    await declare(page, 'Second');
    await bar(page).getByText('INC-433: Second').waitFor();
    expect(await middleOf(page, 'INC-432: First')).toEqual(before);
    await settled(page);
    await page.touchscreen.tap(before.x, before.y);
    await bar(page).getByText('INC-432 acknowledged:').waitFor();
    await bar(page).getByText('INC-432: First').waitFor({ state: 'detached' });
    // Second has moved up to where First was: whoever tapped twice has not acknowledged it.
    expect(await page.evaluate('window.presses')).toEqual([false, false, false]);
    expect(await stateOf(page, 'INC-433')).toBe('triggered');
    await page.context().close();
  });
});
