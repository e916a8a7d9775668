import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';
import { LISTEN, PHONE, declare, isRinging, openListening } from './paged.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const open = (path: string): Promise<Page> => openListening(browser, path);

/** In the page: a browser that lets no page make a sound before a press. */
const NEEDS_PRESS = `
  const resume = AudioContext.prototype.resume;
  const state = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state');
  AudioContext.prototype.resume = function () {
    return window.pressed ? resume.call(this) : new Promise(() => undefined);
  };
  Object.defineProperty(BaseAudioContext.prototype, 'state', {
    get() { return window.pressed ? state.get.call(this) : 'suspended'; },
  });
  addEventListener('pointerdown', () => { window.pressed = true; }, true);
`;

describe('a console that was armed', () => {
  const armed = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Armed/ });
  const arm = async (page: Page): Promise<void> => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Not armed/ })
      .click();
    await armed(page).waitFor();
  };
  const missed = (page: Page) => page.getByRole('region', { name: 'This console was armed' });

  it('says on every page that a reload has disarmed it, until it is armed again', async () => {
    const page = await open('/slos');
    await page.addInitScript({ content: NEEDS_PRESS });
    await arm(page);
    await page.reload();
    await missed(page).getByText('This console was armed and is not any more.').waitFor();
    await page.goto('/incidents');
    await missed(page).getByRole('button', { name: 'Arm it again' }).click();
    await armed(page).waitFor();
    await missed(page).waitFor({ state: 'detached' });
    await declare(page, 'Nobody can pay');
    await isRinging(page);
    await page.context().close();
  });

  it('says all that its button does on a phone, in German', async () => {
    const page = await openListening(browser, '/slos', { ...PHONE, locale: 'de-DE' });
    await page.addInitScript({ content: NEEDS_PRESS });
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Nicht scharf/ })
      .tap();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Scharf/ })
      .waitFor();
    await page.reload();
    const again = page.getByRole('button', { name: 'Wieder scharf schalten' });
    await again.waitFor();
    const label = again.getByText('Wieder scharf schalten');
    expect(await label.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    await page.context().close();
  });

  it('is armed again by a press of anything; dismissed or unarmed it is not spoken of any more', async () => {
    const page = await open('/slos');
    await page.addInitScript({ content: NEEDS_PRESS });
    await arm(page);
    await page.reload();
    await missed(page).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await armed(page).waitFor();
    await page.reload();
    await missed(page).getByRole('button', { name: 'Leave it so' }).click();
    await missed(page).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: /^Not armed/ }).waitFor();
    expect(await missed(page).count()).toBe(0);
    await arm(page);
    await armed(page).click();
    await page.getByRole('button', { name: /^Not armed/ }).waitFor();
    expect(await missed(page).count()).toBe(0);
    await page.context().close();
  });

  it('is armed again by itself where the browser lets it make a sound', async () => {
    const free = await launchBrowser(['--autoplay-policy=no-user-gesture-required']);
    const { page } = await screen(free);
    await page.addInitScript({ content: LISTEN });
    await page.goto('/slos');
    await arm(page);
    await page.reload();
    await armed(page).waitFor();
    expect(await missed(page).count()).toBe(0);
    await declare(page, 'Nobody can pay');
    await isRinging(page);
    await free.close();
  });

  it('says that it does not ring while the session is ended, and is armed again with the next one', async () => {
    const page = await open('/slos');
    await arm(page);
    await page.route('**/api/v1/**', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          title: 'unauthenticated',
          status: 401,
          code: 'unauthenticated',
          detail: '',
          requestId: 'r',
        }),
        headers: { via: '1.1 test' },
      }),
    );
    await page.getByRole('link', { name: 'Incidents' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('until you are signed in again it does not ring').waitFor();
    expect(await page.getByRole('button', { name: /^Armed/, includeHidden: true }).count()).toBe(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill('anything');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await armed(page).waitFor();
    await page.context().close();
  });
});
