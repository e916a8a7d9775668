import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await screen(browser));
});
afterAll(() => browser.close());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });

describe('a team', () => {
  it('is made, changed and deleted, and every list knows it at once', async () => {
    await page.goto('/teams');
    await page.getByRole('button', { name: 'New team' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Night Shift');
    expect(await dialog.getByLabel('Slug').inputValue()).toBe('night-shift');
    await dialog.getByRole('button', { name: 'Create team' }).click();
    await heading('Night Shift').waitFor();
    await page.goBack(); // past the empty form
    await heading('Teams').waitFor();
    expect(await dialog.count()).toBe(0);
    await page.goForward();
    await heading('Night Shift').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog.getByLabel('Name').fill('Late Shift');
    await dialog.getByRole('button', { name: 'Save team' }).click();
    await heading('Late Shift').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    const confirm = dialog.getByRole('button', { name: 'Delete team' });
    await dialog.getByRole('textbox').fill('night');
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('night-shift');
    await confirm.click();
    await heading('Teams').waitFor();
    await page.getByRole('status').filter({ hasText: 'Late Shift deleted' }).waitFor();
    expect(await page.getByText('Late Shift', { exact: true }).count()).toBe(0);
  });
});

describe('a territory', () => {
  interface Names {
    de: string;
    en: string;
  }
  const put = (fresh: Page, body: object) =>
    fresh.evaluate(
      async (sent) => {
        await fetch('/api/v1/territories/DE', {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(sent),
        });
      },
      body as Record<string, unknown>,
    );
  const germany = (fresh: Page) =>
    fresh.evaluate(async () => {
      const answer = await fetch('/api/v1/territories');
      const { items } = (await answer.json()) as {
        items: { code: string; name: Names; matchers: string }[];
      };
      return items.find(({ code }) => code === 'DE');
    });

  it('is not saved over what another administrator changed while its form was open', async () => {
    const { page: fresh, context } = await screen(browser);
    const dialog = fresh.getByRole('dialog');
    await fresh.goto('/settings/territories?edit=DE');
    await dialog.getByLabel(/English/).fill('Germany, all of it');
    await put(fresh, { matchers: 'region="eu"' });
    await fresh.getByText('region="eu"', { exact: true }).waitFor(); // the list below the form knows
    const save = dialog.locator('form').getByRole('button', { name: /^Save/ });
    await save.click();
    await dialog.getByText('Somebody changed this meanwhile.').waitFor();
    const theirs = await germany(fresh);
    expect(theirs).toMatchObject({ name: { en: 'Germany' }, matchers: 'region="eu"' });
    await fresh.goto('/settings/territories?edit=DE');
    await dialog.getByLabel(/English/).fill('Germany, all of it');
    await save.click();
    await dialog.waitFor({ state: 'detached' });
    const renamed = await germany(fresh);
    expect(renamed).toMatchObject({ name: { en: 'Germany, all of it' }, matchers: 'region="eu"' });
    await context.close();
  });

  it('is not renamed by whoever adds another of its code', async () => {
    const { page: fresh, context } = await screen(browser);
    await fresh.goto('/settings/territories?edit=new');
    const dialog = fresh.getByRole('dialog');
    await dialog.getByLabel(/^Code/).fill('DE');
    await dialog.getByLabel(/English/).fill('Delaware');
    await dialog.getByLabel(/German/).fill('Delaware');
    await dialog.locator('form').getByRole('button', { name: /^Save/ }).click();
    await dialog.getByText('This is taken already.').waitFor();
    expect((await germany(fresh))?.name.en).not.toBe('Delaware');
    await context.close();
  });
});

describe('what is still needed', () => {
  it.each([
    ['/teams/commerce?dialog=delete', /belong to this team/],
    ['/subjects/mail-relay?delete=1', /on this subject/],
    ['/subjects/shop?delete=1', /about this subject/],
  ])('%s says so instead of asking for the slug', async (path, why) => {
    await page.goto(path);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(why).waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    expect(await dialog.getByRole('button', { name: /^Delete/ }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('an SLO', () => {
  it('is deleted after its slug was typed, the list is there without it, and nobody asks for it again', async () => {
    await page.goto('/slos/shop-latency');
    const missed: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() === 404) missed.push(answer.url());
    });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('shop-latency');
    await dialog.getByRole('button', { name: 'Delete SLO' }).click();
    await heading('SLOs').waitFor();
    await page.locator('tr[data-row-id]').first().waitFor();
    // What was fetched before stands until the answer without it is there.
    await page.locator('tr[data-row-id="shop-latency"]').waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: 'was deleted' }).waitFor();
    expect(missed).toEqual([]);
  });
});

describe('a selector without series', () => {
  it.each([
    [
      'en',
      /has matched no series in Prometheus since .* exists, but not with job="chekout"\. Did you mean checkout\?/,
    ],
    [
      'de',
      /passt seit .* auf keine Zeitreihe in Prometheus\. .* gibt es, aber nicht mit job="chekout"\. War checkout gemeint\?/,
    ],
  ])('is told of on the page of its SLO from the moment it is saved (%s)', async (lang, words) => {
    const { page: fresh, context } = await screen(browser);
    await fresh.goto(`/slos/new?subject=checkout&lang=${lang}`);
    await fresh.getByLabel(/^Name/).fill('Chekout');
    await fresh
      .getByLabel(/^(All requests|Alle Anfragen)/)
      .fill('http_server_request_duration_count{job="chekout"}');
    await fresh.locator('form').getByRole('button').last().click();
    await fresh.getByRole('heading', { level: 1, name: 'Chekout' }).waitFor();
    const lines = fresh.getByRole('list', {
      name: /^(Selectors that do not find|Selektoren, die nicht)/,
    });
    await lines.waitFor();
    expect((await lines.getByRole('listitem').allInnerTexts()).join()).toMatch(words);
    await context.close();
  });

  it.each([
    [
      'en',
      'code="5xx"',
      'matches no series in Prometheus. code="5xx" compares code with this very text, which no series of x_total has. Did you mean code=~"5.."?',
    ],
    [
      'de',
      'code!="2.."',
      'schließt nichts aus. code!="2.." vergleicht code mit genau diesem Text, den keine Zeitreihe von x_total hat. War code!~"2.." gemeint?',
    ],
  ])(
    'that compares a text which reads as a pattern says what is meant (%s)',
    async (lang, matcher, words) => {
      const { page: fresh, context } = await screen(browser);
      await fresh.goto(`/slos/new?subject=checkout&lang=${lang}`);
      await fresh.getByLabel(/^Name/).fill('Klassen');
      await fresh.getByLabel(/^(All requests|Alle Anfragen)/).fill('x_total');
      await fresh.getByLabel(/^(Bad requests|Schlechte Anfragen)/).fill(`x_total{${matcher}}`);
      await fresh.locator('form').getByRole('button').last().click();
      await fresh.getByRole('heading', { level: 1, name: 'Klassen' }).waitFor();
      const lines = fresh.getByRole('list', {
        name: /^(Selectors that do not find|Selektoren, die nicht)/,
      });
      await lines.waitFor();
      expect(await lines.getByRole('listitem').allInnerTexts()).toEqual([
        `x_total{${matcher}} ${words}`,
      ]);
      await context.close();
    },
  );

  it('is told of as long as it matches nothing, without a time where none is known', async () => {
    await page.goto('/slos/erp-order-sync');
    await page
      .getByText('There is no metric erp_orders_total. Did you mean erp_order_total?')
      .waitFor();
    await page.goto('/slos/invoice-delivery');
    await page.getByRole('heading', { level: 1, name: 'Invoice delivery' }).waitFor();
    expect(await page.getByRole('list', { name: 'Selectors that do not find' }).count()).toBe(0);
  });

  it.each([
    ['en', 'selects several buckets, and each holds what the smaller ones hold, too'],
    ['de', 'wählt mehrere Buckets, und jeder enthält auch, was die kleineren enthalten'],
  ])('is told of, too, where it finds something else than is meant (%s)', async (lang, words) => {
    const { page: fresh, context } = await screen(browser);
    await fresh.goto(`/slos/new?subject=checkout&lang=${lang}`);
    await fresh.getByLabel(/^Name/).fill('Buckets');
    await fresh.getByLabel(/^(All requests|Alle Anfragen)/).fill('d_count');
    await fresh.getByLabel(/^(Bad requests|Schlechte Anfragen)/).fill('d_bucket{job="x"}');
    await fresh.locator('form').getByRole('button').last().click();
    await fresh.getByRole('heading', { level: 1, name: 'Buckets' }).waitFor();
    await fresh
      .getByRole('listitem')
      .filter({ hasText: `d_bucket{job="x"} ${words}` })
      .waitFor();
    await context.close();
  });
});

describe('an indicator that is changed', () => {
  it.each([
    ['en', 'This changes what is counted.', 'was counted by an earlier definition'],
    ['de', 'Damit wird anderes gezählt als bisher.', 'nach einer früheren Definition gezählt'],
  ])('leaves earlier counts, as form and page say (%s)', async (lang, warning, told) => {
    const { page: fresh, context } = await screen(browser);
    await fresh.goto(`/slos/invoice-delivery?lang=${lang}`);
    await fresh.getByText(told).waitFor();
    await fresh.goto(`/slos/invoice-delivery/edit?lang=${lang}`);
    const editor = fresh.getByLabel(/^SLO (as|als) YAML/);
    const yaml = await editor.inputValue();
    await editor.fill(yaml.replace(/target: .*/, "target: '98'"));
    expect(await fresh.getByText(warning).count()).toBe(0);
    await editor.fill(yaml.replace('total: invoice_mails_total', 'total: mails_total'));
    await fresh.getByText(warning).waitFor();
    await context.close();
  });

  it('is told of no more once the window has left earlier counts behind, unlike what no number holds', async () => {
    await page.goto('/slos/shop-availability');
    await page.getByText('longer than 15 minutes, nothing was counted').waitFor();
    expect(await page.getByText('earlier definition').count()).toBe(0);
  });
});

describe('the form of a new SLO', () => {
  it('holds what was typed while somebody makes the subject it needs', async () => {
    await page.goto('/slos/new');
    await page.getByLabel('Name').fill('Payments that arrive');
    await page.getByLabel('Owner').fill('ben@example.org');
    await page.getByRole('link', { name: 'Not there yet? Create it.' }).click();
    await heading('New subject').waitFor(); // both forms have a field of this name
    await page.getByLabel('Name').fill('Payments');
    await page.getByRole('button', { name: 'Create subject' }).click();
    await heading('New SLO').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Payments that arrive');
    expect(await page.getByLabel('Owner').inputValue()).toBe('ben@example.org');
    expect(await page.getByRole('combobox', { name: 'Subject' }).inputValue()).toBe('payments');
    expect(await page.getByLabel('All requests').inputValue()).toContain('job="payments"');
    // It was kept for that way alone: leaving for elsewhere asks, and the next form is empty.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.goto('/slos/new');
    expect(await page.getByLabel('Name').inputValue()).toBe('');
  });
});

describe('what was typed of a new SLO', () => {
  it.each(['ControlOrMeta', 'Shift'] as const)(
    'is not kept for a subject that is made elsewhere (%s and a click): leaving asks',
    async (key) => {
      const { page: fresh, context } = await screen(browser);
      await fresh.goto('/slos/new');
      await fresh.getByLabel('Name').fill('Payments that arrive');
      const elsewhere = context.waitForEvent('page');
      await fresh
        .getByRole('link', { name: 'Not there yet? Create it.' })
        .click({ modifiers: [key] });
      await (await elsewhere).close();
      const asked: string[] = [];
      fresh.on('dialog', (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await fresh.getByRole('link', { name: 'SLOs', exact: true }).first().click();
      await fresh.getByRole('heading', { level: 1, name: 'SLOs' }).waitFor();
      expect(asked).toEqual(['confirm']);
      await fresh
        .getByRole('link', { name: 'New SLO' })
        .or(fresh.getByRole('button', { name: 'New SLO' }))
        .first()
        .click();
      await fresh.getByRole('heading', { level: 1, name: 'New SLO' }).waitFor();
      expect(await fresh.getByLabel('Name').inputValue()).toBe('');
      await context.close();
    },
  );
});

describe('a new SLO that the server refuses', () => {
  const LACKS = 'At line 1, column 1 of this field: the selector x_total lacks stage="prod"';

  it.each([
    [
      'en',
      'Some fields need another look before this can be saved.',
      `${LACKS}, which every selector of DE must carry.`,
    ],
    [
      'de',
      'Einige Felder brauchen noch einen Blick, bevor gespeichert werden kann.',
      `Das Gebiet verlangt Matcher, die hier fehlen: ${LACKS}, which every selector of DE must carry.`,
    ],
  ])(
    'says once that fields need another look, and at the field what it lacks (%s)',
    async (lang, words, lacks) => {
      const { page: fresh, context } = await screen(browser);
      await fresh.route('**/api/v1/slos/*', (route) =>
        route.request().method() === 'PUT'
          ? route.fulfill({
              status: 422,
              contentType: 'application/problem+json',
              body: JSON.stringify({
                type: 'about:blank',
                title: 'Unprocessable',
                status: 422,
                code: 'validation-failed',
                requestId: 'r-1',
                detail: 'lacks a matcher',
                errors: [
                  {
                    path: 'spec.indicator.ratio.total',
                    code: 'promql-matcher-missing',
                    message: `${LACKS}, which every selector of DE must carry.`,
                  },
                ],
              }),
            })
          : route.fallback(),
      );
      await fresh.goto(`/slos/new?subject=checkout&lang=${lang}`);
      await fresh.getByLabel(/^Name/).fill('Refused');
      await fresh.locator('form').getByRole('button').last().click();
      await fresh.getByText(words).first().waitFor();
      expect(await fresh.getByText(words).count()).toBe(1);
      await fresh.getByText(lacks, { exact: true }).first().waitFor();
      await context.close();
    },
  );
});

describe('the first SLO of an empty instance', () => {
  it('leads to the subject it needs, and goes on with it', async () => {
    const { page: fresh, context } = await screen(browser);
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await context.addCookies([{ name: 'mock', value: 'empty:/slos,empty:/subjects', url }]);
    await fresh.goto('/');
    await fresh.getByRole('link', { name: 'Create a subject' }).waitFor();
    await fresh.getByRole('button', { name: 'Create the first SLO' }).click();
    await fresh.getByText(/There is none yet/).waitFor();
    await fresh.getByRole('link', { name: 'Create a subject' }).click();
    await fresh.getByRole('link', { name: '← New SLO' }).waitFor();
    await fresh.getByLabel('Name').fill('Payments');
    await context.addCookies([{ name: 'mock', value: '', url }]);
    await fresh.getByRole('button', { name: 'Create subject' }).click();
    await fresh.getByRole('heading', { level: 1, name: 'New SLO' }).waitFor();
    const service = fresh.getByRole('combobox', { name: 'Subject' });
    expect(await service.inputValue()).toBe('payments');
    expect(await fresh.getByLabel('All requests').inputValue()).toContain('job="payments"');
    await context.close();
  });
});

describe('a token', () => {
  it('is shown once, and only its own button closes that', async () => {
    await page.goto('/settings/tokens?new=1');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('a script');
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByRole('button', { name: 'Create token' }).click();
    await dialog.getByText('a script').waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button').last().click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'a script', exact: true }).waitFor();
  });
});
