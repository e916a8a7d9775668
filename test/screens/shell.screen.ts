import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const PASSWORD = 'any but the wrong one';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await screen(browser));
});
afterEach(() => page.unrouteAll({ behavior: 'ignoreErrors' }));
afterAll(() => browser.close());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const focused = (): Promise<string> => page.evaluate('document.activeElement?.textContent ?? ""');
const unauthenticated = JSON.stringify({
  type: 'about:blank',
  title: 'Unauthenticated',
  status: 401,
  code: 'unauthenticated',
  detail: 'Sign in.',
  requestId: 'r',
  errors: [],
});

/** Ends the session where nobody looks, as another tab would. */
async function signOut(visitor: Page): Promise<void> {
  await visitor.context().request.post('/api/auth/sign-out');
}

async function signInAgain(): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Lets the page ask for its events anew, and so notice at once that nobody answers. */
async function restartStream(at: Page): Promise<void> {
  await at.getByRole('button', { name: /Live data: Live/ }).click();
  await at.getByRole('menuitem', { name: 'Pause live updates' }).click();
  await at.getByRole('button', { name: /Live data: Paused/ }).click();
  await at.getByRole('menuitem', { name: 'Resume live updates' }).click();
}

describe('a session that ends in the middle of a form', () => {
  it('asks for the password above the page, keeps what was typed, and saves it', async () => {
    await page.goto('/subjects/shop/edit');
    const description = page.getByLabel('Description');
    await description.fill('Typed before the session ended');
    // Of writes alone: what the page reads by itself meanwhile would open the dialog before the press.
    await page.route('**/api/v1/**', (route) =>
      route.request().method() === 'GET'
        ? route.fallback()
        : route.fulfill({
            status: 401,
            contentType: 'application/problem+json',
            body: unauthenticated,
          }),
    );
    await page.getByRole('button', { name: 'Save subject' }).click();
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    const reason = page.getByText('Your session had ended. Sign in, then try again.');
    await reason.waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await signInAgain();
    await reason.waitFor({ state: 'detached' });
    expect(await description.inputValue()).toBe('Typed before the session ended');
    await page.getByRole('button', { name: 'Save subject' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/subjects/shop');
    await page.getByText('Typed before the session ended').waitFor();
  });
});

describe('a server that does not answer', () => {
  it('is said in the header, the last good values and what is typed stay, and everything recovers by itself', async () => {
    await page.clock.install();
    await page.goto('/subjects/shop/edit');
    await page.getByLabel('Description').fill('Typed while the server was away');
    await page.route('**/api/v1/**', (route) => route.abort());
    await restartStream(page);
    await page.clock.fastForward('00:05');
    await page.getByRole('button', { name: /Live data: Reconnecting/ }).waitFor();
    await page.clock.fastForward('00:15');
    await page.getByText('These are the last good values').waitFor();
    await page.getByRole('button', { name: /Live data: Stale since/ }).waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe(
      'Typed while the server was away',
    );
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.clock.fastForward('00:15');
    await page.getByRole('button', { name: /Live data: Live/ }).waitFor();
    await page.getByText('These are the last good values').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Description').inputValue()).toBe(
      'Typed while the server was away',
    );
    await page.getByLabel('Description').fill('');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.goto('/');
  });
});

describe('the code of other parts', () => {
  const missing = 'The server did not deliver what this part is made of.';
  const link = (at: Page, name: string) => at.getByRole('link', { name, exact: true });

  it('is fetched before it is wanted, so that every page can be gone to while the server is away', async () => {
    const { page: fresh, context } = await screen(browser);
    await fresh.clock.install();
    await fresh.goto('/subjects');
    await fresh.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    const last = fresh.waitForResponse(/assets\/instance-tab/);
    await fresh.clock.fastForward('00:02');
    await (await last).finished();
    await context.route('**/*', (route) => route.abort());
    for (const name of ['Audit', 'Environments', 'SLOs', 'Teams']) {
      await link(fresh, name).click();
      await fresh.getByRole('heading', { level: 1, name }).waitFor();
    }
    await fresh.keyboard.press('?');
    await fresh.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await context.close();
  });

  it('can be asked for again where it did not arrive; the tab is kept, and the pages around it', async () => {
    const { page: fresh, context } = await screen(browser);
    await context.route(/assets\/audit-page/, (route) => route.abort());
    await fresh.goto('/subjects');
    await fresh.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    await link(fresh, 'Audit').click();
    await fresh.getByText(missing).waitFor();
    await link(fresh, 'Subjects').click();
    await fresh.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    await link(fresh, 'Audit').click();
    await fresh.getByText(missing).waitFor();
    await context.route('**/*', (route) => route.abort());
    const refused = fresh.waitForEvent('requestfailed', (request) =>
      request.url().endsWith('/status'),
    );
    await fresh.getByRole('button', { name: 'Retry' }).click();
    await refused;
    expect(await fresh.getByText(missing).isVisible()).toBe(true);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await fresh.getByRole('button', { name: 'Retry' }).click();
    await fresh.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await context.close();
  });

  it('that a message needs takes nothing with it when it does not arrive', async () => {
    const { page: fresh, context } = await screen(browser);
    await context.route(/assets\/(toaster|esm)-/, (route) => route.abort());
    await fresh.goto('/subjects/shop/edit');
    const broke = fresh.waitForEvent('console', (message) =>
      message.text().includes('a part of the page broke'),
    );
    await fresh.getByLabel('Description').fill('Saved without a word');
    await fresh.getByRole('button', { name: 'Save subject' }).click();
    await fresh.waitForURL(({ pathname }) => pathname === '/subjects/shop');
    await broke;
    await fresh.getByText('Saved without a word').waitFor();
    // Nor is what there is to say lost, the first time or later.
    await fresh.getByRole('status').filter({ hasText: 'Shop saved' }).waitFor();
    await fresh.goto('/teams/commerce');
    await fresh.getByRole('button', { name: 'Edit' }).click();
    await fresh.getByRole('dialog').getByRole('button', { name: 'Save team' }).click();
    await fresh.getByRole('status').filter({ hasText: 'Commerce saved' }).waitFor();
    await context.close();
  });

  it('is fetched by itself as soon as it can be had, though the server answered all the while; until then the tab says what failed', async () => {
    const { page: fresh, context } = await screen(browser);
    await fresh.clock.install();
    await context.route(/assets\/audit-page/, (route) => route.abort());
    await fresh.goto('/subjects');
    await fresh.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    await link(fresh, 'Audit').click();
    await fresh.getByText(missing).waitFor();
    expect(await fresh.title()).toBe('This could not be loaded · Leitstand');
    await fresh.clock.fastForward('00:12');
    expect(await fresh.getByText(missing).isVisible()).toBe(true);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await fresh.clock.fastForward('00:06');
    await fresh.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await context.close();
  });

  it.each([
    ['texts alone', /assets\/resources-de/],
    ['texts and the toaster', /assets\/(resources-de|toaster|esm)-/],
  ])('of a language is missed aloud, before anybody signs in: %s', async (_, files) => {
    const { page: fresh, context } = await screen(browser);
    await signOut(fresh);
    await context.route(files, (route) => route.abort());
    await fresh.goto('/sign-in');
    await fresh.getByLabel('Language').selectOption('de');
    const said = fresh
      .getByRole('status')
      .filter({ hasText: 'That language could not be fetched' });
    await said.first().waitFor();
    expect(await fresh.getByRole('heading', { level: 1 }).innerText()).toBe('Sign in');
    await context.close();
  });

  it('is asked for by itself when the server is back', async () => {
    const { page: fresh, context } = await screen(browser);
    await fresh.clock.install();
    await context.route(/assets\/audit-page/, (route) => route.abort());
    await fresh.goto('/subjects');
    await fresh.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    await link(fresh, 'Audit').click();
    await fresh.getByText(missing).waitFor();
    await context.route('**/api/v1/**', (route) => route.abort());
    await restartStream(fresh);
    await fresh.clock.fastForward('00:20');
    await fresh.getByRole('button', { name: /Live data: Stale since/ }).waitFor();
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await fresh.clock.fastForward('00:15');
    await fresh.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await context.close();
  });

  it('of an overlay takes nothing away when it does not arrive', async () => {
    const { page: fresh, context } = await screen(browser);
    await context.route(/assets\/shortcut-sheet/, (route) => route.abort());
    await fresh.goto('/subjects/shop/edit');
    await fresh.getByLabel('Description').fill('Typed before the overlay failed');
    await fresh.getByRole('heading', { level: 1 }).click();
    await fresh.keyboard.press('?');
    const alert = fresh.getByRole('alert').filter({ hasText: 'This could not be loaded' });
    await alert.getByText('Close it; it is fetched again when it is opened next.').waitFor();
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await fresh.getByLabel('Description').inputValue()).toBe(
      'Typed before the overlay failed',
    );
    await context.close();
  });
});

describe('the way back after signing in', () => {
  it.each([
    ['/audit?action=slo.#top', '/audit?action=slo.#top'],
    ['//example.com/audit', '/'],
    ['https://example.com/', '/'],
  ])('to %s is %s', async (wish, target) => {
    const { page: fresh, context } = await screen(browser);
    await signOut(fresh);
    await fresh.goto(`/sign-in?returnTo=${encodeURIComponent(wish)}`);
    await fresh.getByLabel('Email').fill('admin@example.com');
    await fresh.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await fresh.getByRole('button', { name: 'Sign in', exact: true }).click();
    await fresh.getByRole('navigation').first().waitFor();
    const { origin, pathname, search, hash } = new URL(fresh.url());
    expect([origin, pathname + search + hash]).toEqual([
      new URL(process.env.LEITSTAND_CONSOLE_URL ?? '').origin,
      target,
    ]);
    await context.close();
  });

  it('does not lead to the sign-in page again, which has nothing for whoever is signed in', async () => {
    const { page: fresh, context } = await screen(browser);
    await fresh.goto('/teams');
    await fresh.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
    await signOut(fresh);
    await fresh.goto('/audit');
    await fresh.getByLabel('Email').fill('admin@example.com');
    await fresh.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await fresh.getByRole('button', { name: 'Sign in', exact: true }).click();
    await fresh.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await fresh.goBack();
    await fresh.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
    await fresh.goto('/sign-in?returnTo=%2Fsubjects');
    await fresh.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    await context.close();
  });
});

describe('the keyboard', () => {
  it('goes to a section and puts the focus on its title', async () => {
    await page.goto('/subjects');
    await heading('Subjects').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await heading('Environments').waitFor();
    await page.waitForFunction("document.activeElement?.tagName === 'H1'");
    expect(await focused()).toBe('Environments');
  });

  it('finds a thing by its exact name in the palette, and what is typed there runs no shortcut', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.waitForFunction("document.activeElement?.getAttribute('role') === 'combobox'");
    await page.keyboard.type('shop');
    await page
      .getByRole('dialog')
      .getByRole('option')
      .first()
      .filter({ hasText: /^Shop/ })
      .waitFor();
    expect(new URL(page.url()).pathname).toBe('/environments');
    await page.keyboard.press('Escape');
  });

  it('opens the menu of the phone above its button, with the focus in it', async () => {
    const { page: phone, context } = await screen(browser, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await phone.goto('/subjects');
    await phone.getByRole('button', { name: 'More' }).tap();
    const last = phone.getByRole('menuitem').last();
    await last.waitFor();
    const box = await last.boundingBox();
    expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThan(740 - 56);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await context.close();
  });
});

describe('a component in trouble', () => {
  it('is told of in the language on screen, with how long; only an error keeps its own words', async () => {
    const { page: german, context } = await screen(browser);
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await context.addCookies([{ name: 'mock', value: 'degraded', url }]);
    await german.goto('/?lang=de');
    await german.getByText('Die neueste Minute ist 8 Min. alt.').waitFor();
    await german.locator('[lang=en]', { hasText: 'ECONNREFUSED' }).waitFor();
    await context.close();
  });
});

describe('an audit trail that is broken', () => {
  it('is told of loudly, in both languages, to those who may read it and to nobody else', async () => {
    const { page: reader, context } = await screen(browser);
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    const mock = (value: string) => context.addCookies([{ name: 'mock', value, url }]);
    await mock('broken-chain');
    await reader.goto('/');
    const alert = (text: string) => reader.getByRole('alert').filter({ hasText: text });
    await alert('The audit trail is broken').waitFor();
    await reader.getByRole('link', { name: 'Open the audit trail' }).waitFor();
    await reader.goto('/?lang=de');
    await alert('Das Prüfprotokoll ist gebrochen').waitFor();
    await mock('broken-chain,viewer');
    await reader.goto('/?lang=en');
    await reader.getByText('The audit trail is down since').waitFor();
    expect(await alert('The audit trail is broken').count()).toBe(0);
    await context.close();
  });
});

describe('environments', () => {
  it('are made, refused to go while something runs there, and deleted', async () => {
    await page.goto('/environments?new=1');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Load test');
    await dialog.getByLabel('Owner').fill('team-shop');
    await dialog.getByRole('button', { name: 'Create environment' }).click();
    await page.getByRole('button', { name: 'Delete Load test' }).click();
    await dialog.getByRole('textbox').fill('load-test');
    await dialog.getByRole('button', { name: 'Delete environment' }).click();
    await page.getByRole('button', { name: 'Delete Load test' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete Production' }).click();
    await dialog.getByRole('textbox').fill('production');
    await dialog.getByRole('button', { name: 'Delete environment' }).click();
    const inTheWay = dialog.getByRole('list', { name: 'What stands in the way' });
    await inTheWay.waitFor();
    expect(await inTheWay.getByRole('link').first().getAttribute('href')).toMatch(/^\/subjects\//);
  });
});
