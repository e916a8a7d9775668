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

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await screen(browser, options);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

describe('an incident whose end is not confirmed', () => {
  it('says why it stays open', async () => {
    const page = await open('/incidents/INC-430');
    await page
      .getByText(
        /^Not confirmed: its source says that its alerts are over\. Its Prometheus does not/,
      )
      .waitFor();
    await page.goto('/incidents/INC-431');
    await page.getByRole('heading', { level: 1, name: /shop-availability/ }).waitFor();
    expect(await page.getByText(/^Not confirmed/).count()).toBe(0);
    await page.context().close();
  });
});

describe('what an incident took', () => {
  it('is said of the budget of its SLO, and of one that is just begun that nothing is counted', async () => {
    const page = await open('/incidents/INC-431');
    const spent = (text: RegExp) =>
      page.locator('dl > div').filter({ hasText: 'Budget spent' }).getByText(text).waitFor();
    await spent(/^\d+\.\d\d%\s+since the incident began: [\d,]+ of [\d,]+ events bad$/);
    const share = { asOf: '2026-03-02T03:00:00.000Z', good: 0, bad: 0, coverage: 0, share: null };
    await page.route('**/spent?*', (route) =>
      route.fulfill({ json: { ...share, from: share.asOf, to: share.asOf } }),
    );
    await page.reload();
    await spent(/^Nothing is counted yet, As of \d\d:\d\d/);
    await page.context().close();
  });
});

describe('the list of incidents', () => {
  it('shows what is open, who is on it, and by choice more or less; the choice is in the address', async () => {
    const page = await open('/incidents');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('INC-431').getByText('Triggered').waitFor();
    await row('INC-431').getByText('Nobody yet').waitFor();
    await row('INC-430').getByText('Acknowledged').waitFor();
    await row('INC-430').getByText('Critical').waitFor();
    expect(await row('INC-427').count()).toBe(0);
    await page.getByRole('combobox', { name: 'State' }).selectOption('Open and resolved');
    await row('INC-427').getByText('Resolved').waitFor();
    await page.getByRole('combobox', { name: 'Class' }).selectOption('Tickets');
    await row('INC-427').waitFor({ state: 'detached' });
    await row('INC-429').waitFor();
    expect(new URL(page.url()).search).toBe('?class=ticket&state=all');
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await row('INC-431').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  });

  it('changes by itself when somebody else takes an incident on', async () => {
    const page = await open('/incidents');
    const row = page.getByRole('row').filter({ hasText: 'INC-431' });
    await row.getByText('Nobody yet').waitFor();
    await page.getByRole('button', { name: /^Live data: Live/ }).waitFor();
    await page.evaluate(async () => {
      await fetch('/api/v1/incidents/INC-431/acknowledgement', { method: 'POST' });
    });
    await row.getByText('Acknowledged').waitFor();
    await page.context().close();
  });

  it('says that nothing is open, and shows the resolved ones', async () => {
    const { page, context } = await screen(browser);
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await context.addCookies([{ name: 'mock', value: 'empty:/incidents', url }]);
    await page.goto('/incidents');
    await page.getByText('No incident is open').waitFor();
    await page.getByRole('button', { name: 'Show resolved ones, too' }).click();
    await page.getByText('There has been no incident yet').waitFor();
    await context.close();
  });

  it('is one tap away on a phone, in cards, and two keys away elsewhere', async () => {
    const phone = await open('/slos', { ...PHONE, locale: 'de' });
    await phone.getByRole('navigation').getByRole('link', { name: 'Vorfälle' }).tap();
    await phone.getByRole('heading', { level: 1, name: 'Vorfälle' }).waitFor();
    const card = phone.getByRole('link').filter({ hasText: 'INC-430' });
    await card.getByText('Quittiert').waitFor();
    await card.getByText('checkout', { exact: true }).waitFor();
    expect(await phone.getByRole('table').count()).toBe(0);
    await phone.context().close();
    const page = await open('/subjects');
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.getByRole('heading', { level: 1, name: 'Incidents' }).waitFor();
    await page.context().close();
  });
});

describe('an incident', () => {
  it('is acknowledged, noted on and resolved; each is shown once the server said so', async () => {
    const page = await open('/incidents/431');
    const said = (text: string) =>
      page.getByRole('status').filter({ hasText: text }).first().waitFor();
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await page.getByRole('list', { name: 'Paged next' }).getByText('Anna Lindqvist').waitFor();
    await page.getByText('Step 1 of 1 of Everything else.').waitFor();
    await page.getByRole('link', { name: 'shop-availability', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await said('INC-431 acknowledged');
    await page.getByText(/Unless the incident is resolved by \d\d:\d\d/).waitFor();
    await timeline.getByText('Acknowledged').waitFor();
    expect(await page.getByRole('definition').filter({ hasText: /^You / }).count()).toBe(1);
    await page.getByRole('textbox', { name: 'Note' }).fill('The shop ran out of connections.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await timeline.getByText('The shop ran out of connections.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('');
    await page.getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve INC-431' });
    await dialog.getByLabel('What was the matter').fill('More connections now.');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    const box = dialog.getByRole('checkbox', { name: /2 alerts still fire/ });
    await dialog.getByText('Tick this if they shall page no more.').waitFor();
    await dialog.getByRole('alert').filter({ hasText: 'One field needs another look.' }).waitFor();
    expect(await page.evaluate('document.activeElement.type')).toBe('checkbox');
    await box.check();
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.waitFor({ state: 'detached' });
    await said('INC-431 resolved');
    await timeline.getByText('Resolved although alerts fire').waitFor();
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).waitFor();
    await page.context().close();
  });

  it('is not acknowledged by a request that fails: it says that this is unclear, and the button tries again', async () => {
    const page = await open('/incidents/INC-431');
    const button = page.getByRole('button', { name: /^Acknowledg/ });
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let look = (): void => undefined;
    const looked = new Promise<void>((resolve) => {
      look = resolve;
    });
    await page.route('**/acknowledgement', async (route) => {
      await asked;
      await route.abort();
    });
    await button.click();
    await page.getByRole('button', { name: 'Acknowledging…' }).waitFor();
    expect(await page.getByText('Triggered', { exact: true }).first().isVisible()).toBe(true);
    expect(await page.getByText('Nobody yet').isVisible()).toBe(true);
    // It looks again at once: what it says until it knows is to be seen.
    await page.route('**/incidents/INC-431', async (route) => {
      await looked;
      await route.continue();
    });
    answer();
    await page.getByRole('alert').filter({ hasText: 'unclear whether this arrived' }).waitFor();
    look();
    await page.getByText('Nobody yet').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Resolve' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  it('that no policy serves says loudly that nobody is paged, in German, and has its button in reach on a phone', async () => {
    const page = await open('/incidents/428', { ...PHONE, locale: 'de' });
    await page.getByRole('alert').filter({ hasText: 'Niemand wird alarmiert' }).waitFor();
    const box = await page.getByRole('button', { name: 'Quittieren' }).boundingBox();
    expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThan(640 - 56);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await page.context().close();
  });

  it('that is not there says so', async () => {
    const page = await open('/incidents/9999');
    await page.getByText(/9999/).last().waitFor();
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('the list of what is open', () => {
  it('begins with what nobody is on, then the worst', async () => {
    const page = await open('/incidents');
    const links = page.getByRole('table').getByRole('link');
    await links.first().waitFor();
    const numbers = async () =>
      (await links.allInnerTexts()).map((text) => /INC-\d+/.exec(text)?.[0] ?? '');
    expect((await numbers()).slice(0, 3)).toEqual(['INC-431', 'INC-428', 'INC-430']);
    await page.context().close();
  });
});

describe('the page Now', () => {
  it('names what pages people first, what nobody is on before the rest, and leads there', async () => {
    const page = await open('/');
    const pages = page.getByRole('region', { name: /^Incidents that page/ });
    await pages.getByRole('listitem').first().waitFor();
    const names = await pages.getByRole('link').allInnerTexts();
    expect(names.map((name) => name.slice(0, 7))).toEqual(['INC-431', 'INC-428', 'INC-430']);
    await pages.getByRole('link', { name: /INC-431/ }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await page.context().close();
  });

  it('does not look calm while open incidents are on their way', async () => {
    const { page, context } = await screen(browser);
    const answered = Promise.withResolvers<void>();
    await page.route('**/api/v1/incidents?*', async (route) => {
      await answered.promise;
      await route.continue();
    });
    await page.goto('/');
    await page.getByRole('table').first().waitFor();
    const waits = page.getByText('Open incidents are being loaded');
    await waits.waitFor();
    answered.resolve();
    await page.getByRole('region', { name: /^Incidents that page/ }).waitFor();
    expect(await waits.count()).toBe(0);
    await context.close();
  });

  it('does not look calm when open incidents could not be loaded', async () => {
    const { page, context } = await screen(browser);
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await context.addCookies([{ name: 'mock', value: 'failing:/incidents', url }]);
    await page.goto('/');
    await page.getByRole('alert').filter({ hasText: 'something may page people now' }).waitFor();
    await context.close();
  });
});

describe('signing in at an address that Leitstand does not expect', () => {
  it.each([
    ['en-GB', 'Sign in', 'Email and password were not checked. Open https://desk.example'],
    [
      'de-DE',
      'Anmelden',
      'E-Mail und Passwort wurden nicht geprüft. Öffnen Sie https://desk.example',
    ],
  ])('says so, and nothing of the password (%s)', async (locale, button, words) => {
    const { page, context } = await screen(browser, { locale });
    await context.addCookies([
      { name: 'mock', value: 'signed-out', url: process.env.LEITSTAND_CONSOLE_URL ?? '' },
    ]);
    await page.route('**/api/auth/sign-in/email', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Forbidden',
          requestId: 'r-1',
          code: 'forbidden',
          status: 403,
          detail: 'from elsewhere',
          errors: [
            {
              path: '',
              code: 'other-origin',
              message: 'from elsewhere',
              about: ['https://desk.example'],
            },
          ],
        },
      }),
    );
    await page.goto('/sign-in');
    await page.locator('input[type=email]').fill('a@example.org');
    await page.locator('input[type=password]').fill('right one');
    await page.getByRole('button', { name: button, exact: true }).click();
    const alert = page.getByText(words);
    await alert.waitFor();
    expect(await alert.innerText()).not.toMatch(/do not match|passen zu keinem/);
    await context.close();
  });
});
