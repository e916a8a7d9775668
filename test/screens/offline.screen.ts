import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page of somebody whose device keeps the console. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await screen(browser, { serviceWorkers: 'allow', ...options });
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** In the page: once the program is kept whole. */
const KEPT_PROGRAM = `navigator.serviceWorker.ready.then(() => true)`;

/** In the page: which questions are kept with their answers. */
const KEPT_ANSWERS = `indexedDB.databases().then((known) => known.length > 0 && new Promise((resolve) => {
  const asked = indexedDB.open('keyval-store');
  asked.onerror = () => resolve([]);
  asked.onsuccess = () => {
    const close = (said) => (asked.result.close(), resolve(said));
    if (!asked.result.objectStoreNames.contains('keyval')) return close([]);
    const got = asked.result.transaction('keyval').objectStore('keyval').get('leitstand.last-known');
    got.onsuccess = () => close((got.result?.queries ?? []).map(({ queryKey }) => queryKey[1]).sort());
  };
})).then((said) => said || [])`;

/** In the page: keeps every text that is on screen at some time from now on. */
const NOTE_SAID = `window.said = [document.body.innerText];
new MutationObserver(() => window.said.push(document.body.innerText))
  .observe(document.body, { childList: true, subtree: true, characterData: true });`;

async function kept(page: Page, wanted: (answers: string[]) => boolean): Promise<string[]> {
  for (;;) {
    const answers = await page.evaluate<string[]>(KEPT_ANSWERS);
    if (wanted(answers)) return answers;
    await page.waitForTimeout(100);
  }
}

describe('without a network', () => {
  it('the incident that was opened is there to read, says of when it is, and takes no acknowledgement for given', async () => {
    const page = await open('/incidents/INC-431', { ...PHONE, locale: 'de-DE' });
    const context = page.context();
    await page.getByRole('list', { name: 'Verlauf' }).getByRole('listitem').first().waitFor();
    await page.evaluate(KEPT_PROGRAM);
    expect(await kept(page, (answers) => answers.length >= 4)).toEqual([
      '/incidents/{id}',
      '/incidents/{id}/escalation',
      '/incidents/{id}/timeline',
      '/me',
    ]);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /shop-availability/ }).waitFor();
    await page.getByRole('list', { name: 'Verlauf' }).getByRole('listitem').first().waitFor();
    await page
      .getByText(/^Das sind die letzten guten Werte, von \d\d:\d\d:\d\d/)
      .first()
      .waitFor();
    await page.getByText(/^Die Alarmierung ist ungewiss/).waitFor();
    expect(await page.getByText(/^Wenn niemand quittiert/).count()).toBe(0);
    await page.getByRole('button', { name: 'Quittieren' }).click();
    await page.getByText(/Nichts wurde gesendet, nichts wurde geändert/).waitFor();
    expect(await page.getByText('Quittiert von Ihnen').count()).toBe(0);
    await context.setOffline(false);
    await page.getByRole('button', { name: /Live-Daten: Live/ }).waitFor();
    await context.close();
  });

  it('a page that was not opened says that it could not be loaded; the console itself starts', async () => {
    const page = await open('/incidents/INC-431');
    await page.evaluate(KEPT_PROGRAM);
    await kept(page, (answers) => answers.includes('/me'));
    await page.context().setOffline(true);
    await page.goto('/slos');
    await page.getByRole('heading', { level: 1, name: 'SLOs' }).waitFor();
    await page.getByRole('button', { name: 'Retry' }).first().waitFor();
    await page.context().close();
  });

  it('a link of a mail says that nothing is confirmed, in the language of the browser', async () => {
    const page = await open('/', { locale: 'de-DE' });
    await page.evaluate(KEPT_PROGRAM);
    await page.context().setOffline(true);
    await page.goto('/ack?token=x');
    await page.getByRole('heading', { name: 'Leitstand ist nicht erreichbar' }).waitFor();
    await page.getByText(/^Nichts ist bestätigt/).waitFor();
    expect(await page.getByText('Nothing is confirmed').isVisible()).toBe(false);
    await page.context().close();
  });

  it('whoever signed out left nothing on the device', async () => {
    const page = await open('/incidents/INC-431');
    await kept(page, (answers) => answers.length >= 4);
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in**');
    expect(await kept(page, (answers) => answers.length === 0)).toEqual([]);
    await page.context().close();
  });
});

describe('a device that was away and is back', () => {
  it.each([
    ['de-DE', 'Dieses Gerät', /Der Leitstand-Server antwortet nicht|Alle Systeme antworten wieder/],
    ['en-GB', 'This device', /The Leitstand server does not answer|All systems answer again/],
  ])(
    'blames no server, and gives no all-clear of systems that were never gone: %s',
    async (locale, device, blame) => {
      for (const isReloaded of [false, true]) {
        const page = await open('/incidents/INC-431', { ...PHONE, locale });
        const context = page.context();
        await page.evaluate(KEPT_PROGRAM);
        await kept(page, (answers) => answers.length >= 4);
        await context.setOffline(true);
        if (isReloaded) await page.reload();
        const bar = page.getByRole('status').filter({ hasText: `${device} ` });
        await bar.waitFor();
        // Everything that is said from here on, however briefly.
        await page.evaluate(NOTE_SAID);
        const held = Promise.withResolvers<void>();
        await context.route('**/api/v1/**', async (route) => {
          await held.promise;
          await route.continue();
        });
        const asked = page.waitForRequest('**/api/v1/status');
        await context.setOffline(false);
        await asked;
        expect(await bar.isVisible()).toBe(true);
        held.resolve();
        await bar.waitFor({ state: 'detached' });
        await page.getByRole('button', { name: /: Live/ }).waitFor();
        const said = await page.evaluate<string[]>('window.said');
        expect(said.filter((text) => blame.test(text))).toEqual([]);
        await context.close();
      }
    },
  );
});

describe('the console as an app', () => {
  it('can be installed: name, icons of the sizes said, a start of its own', async () => {
    const page = await open('/');
    const manifest = await page.evaluate<{ name: string; icons: { src: string; sizes: string }[] }>(
      `fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())`,
    );
    expect(manifest).toMatchObject({ name: 'Leitstand', start_url: '/', display: 'standalone' });
    for (const { src, sizes } of manifest.icons) {
      const size = await page.evaluate<string>(`new Promise((resolve, reject) => {
        const icon = new Image();
        icon.onload = () => resolve(icon.naturalWidth + 'x' + icon.naturalHeight);
        icon.onerror = reject;
        icon.src = ${JSON.stringify(src)};
      })`);
      expect(size).toBe(sizes);
    }
    await page.context().close();
  });
});
