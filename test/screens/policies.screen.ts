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

/** By these policies nobody is reached now, for these reasons. */
async function reachNobody(page: Page, policy: string): Promise<void> {
  await page.route('**/api/v1/reach?*', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const body = (await response.json()) as { items: { policy: string; people: object[] }[] };
    const user = { id: 'x', name: 'Ben Okafor', email: 'ben.okafor@example.org', active: true };
    const items = body.items.map((one) =>
      one.policy === policy
        ? {
            ...one,
            route: null,
            step: null,
            people: [],
            unreached: [
              { step: 1, schedule: 'commerce-primary', user: null },
              { step: 2, schedule: null, user },
              { step: 3, schedule: null, user: { ...user, name: 'Carla Brunner', active: false } },
            ],
          }
        : one,
    );
    await route.fulfill({ response, json: { ...body, items } });
  });
}

describe('the list of escalation policies', () => {
  it.each([
    [1440, 'row'],
    [360, 'listitem'],
  ] as const)(
    'is found from who is on call, and says what each is for and whom it reaches now (%i px)',
    async (width, role) => {
      const { page, context } = await screen(browser, { viewport: { width, height: 800 } });
      await page.goto('/on-call');
      await page.getByRole('link', { name: 'Escalation policies' }).click();
      await heading(page, 'Escalation policies').waitFor();
      const payments = page.getByRole(role).filter({ hasText: 'Payments' });
      await payments.getByText('on call by Commerce').waitFor();
      await payments.getByText('payments', { exact: true }).waitFor();
      await payments
        .getByText(/(Anna Lindqvist|Ben Okafor)$/)
        .first()
        .waitFor();
      await page
        .getByRole(role)
        .filter({ hasText: 'Everything else' })
        .getByText('Everything in DE that no other policy is for')
        .waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      await context.close();
    },
  );

  it.each([
    [
      'en',
      'Nobody',
      'nobody is on call by Commerce; Ben Okafor has no way to be reached; the account of Carla Brunner is closed',
      'Payments: An incident that began now would reach nobody.',
    ],
    [
      'de',
      'Niemand',
      'nach Commerce hat niemand Bereitschaft; zu Ben Okafor führt kein Weg; das Konto von Carla Brunner ist geschlossen',
      'Payments: Ein Vorfall, der jetzt beginnt, würde niemanden erreichen.',
    ],
  ])('says loudly that one reaches nobody, and why (%s)', async (lang, nobody, why, loud) => {
    const { page, context } = await screen(browser);
    await reachNobody(page, 'payments');
    await page.goto(`/policies?lang=${lang}`);
    const row = page.getByRole('row').filter({ hasText: 'Payments' });
    await row.getByText(nobody, { exact: true }).waitFor();
    await row.getByText(why).waitFor();
    await page.getByRole('alert').filter({ hasText: loud }).waitFor();
    await context.close();
  });

  it('keeps the policies on screen where whom they reach cannot be told', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies?mock=failing:/reach');
    await page.getByRole('row').filter({ hasText: 'Payments' }).waitFor();
    await page
      .getByRole('alert')
      .filter({ hasText: 'Whom they reach now could not be loaded' })
      .waitFor();
    await context.close();
  });

  it('leads from a subject and from the palette to one', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/subjects/mail-relay');
    await page.getByRole('link', { name: /“Everything else” pages/ }).click();
    await heading(page, 'Everything else').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Payments');
    await page.getByRole('option').filter({ hasText: 'payments' }).first().click();
    await heading(page, 'Payments').waitFor();
    await context.close();
  });
});

describe('the page of a policy', () => {
  it('shows its steps with their minutes, whom they mean now, and what it is for', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies/payments');
    const steps = page.getByRole('list', { name: 'Steps' });
    await steps.getByText('after 5 minutes').waitFor();
    await steps
      .getByText(/^now (Anna Lindqvist|Ben Okafor)$/)
      .first()
      .waitFor();
    await steps.getByText('Paged when no step reaches anybody').waitFor();
    await page.getByText('The steps are gone through again until somebody acknowledges.').waitFor();
    await page.getByRole('link', { name: 'payments', exact: true }).waitFor();
    await context.close();
  });

  it('tells whom it would reach at a time and severity, by what, at which minute; the address says it again', async () => {
    const { page, context } = await screen(browser, { timezoneId: 'Europe/Berlin' });
    await page.goto('/policies/payments');
    const asked = page.waitForRequest(/payments\/simulation\?.*at=2026-12-24T17/);
    await page.getByLabel('When it begins').fill('2026-12-24T18:30');
    expect(new URL((await asked).url()).searchParams.get('at')).toBe('2026-12-24T17:30:00.000Z');
    await page.getByText(/^An incident that begins Thu,? 24 Dec,? 18:30 CET:$/).waitFor();
    const pages = page.getByRole('list', { name: 'Pages in order' });
    await pages.getByText('+5 min').waitFor();
    await pages
      .getByText(/^by email …\w{4}@…$/)
      .first()
      .waitFor();
    await pages
      .getByRole('listitem')
      .filter({ hasText: 'Fallback' })
      .getByText('+15 min')
      .waitFor();
    const again = page.url();
    await page.getByLabel('Severity').selectOption('ticket');
    await page.getByText('Nobody is paged about incidents of this severity.').waitFor();
    await page.goto(again);
    expect(await page.getByLabel('When it begins').inputValue()).toBe('2026-12-24T18:30');
    await page.getByRole('button', { name: 'Now' }).click();
    expect(await page.getByLabel('When it begins').inputValue()).toBe('');
    await context.close();
  });

  it('is deleted after its slug was typed; who may only look is offered neither that nor a change', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies/payments');
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('payments');
    await dialog.getByRole('button', { name: 'Delete policy' }).click();
    await heading(page, 'Escalation policies').waitFor();
    await page.getByRole('status').filter({ hasText: 'Payments deleted' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Everything else' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Payments' }).count()).toBe(0);
    await context.close();
  });

  it('that is not there says so', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies/none');
    await page
      .getByText(/escalation policy/)
      .first()
      .waitFor();
    await context.close();
  });
});

describe('the form of a policy', () => {
  const step = (page: Page, n: number) =>
    page.getByRole('group', { name: `Step ${n}`, exact: true });

  it('makes one, with keys alone: steps are added, moved with the focus, and taken out', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies');
    await page.getByRole('link', { name: 'New policy' }).click();
    await heading(page, 'New escalation policy').waitFor();
    await page.getByLabel('Name').fill('Nights');
    expect(await page.getByLabel('Slug').inputValue()).toBe('nights');
    await page.getByLabel('Everything else in its territory').focus();
    await step(page, 1).getByLabel('Whom it pages, number 1 of step 1').selectOption('schweiz');
    const add = page.getByRole('button', { name: 'Add step' });
    await add.focus();
    await page.keyboard.press('Enter');
    // The focus is in the new step.
    await step(page, 2).locator('select:focus').waitFor();
    await step(page, 2).getByLabel('Who, number 1 of step 2').selectOption('user');
    await step(page, 2)
      .getByLabel('Whom it pages, number 1 of step 2')
      .fill('ben.okafor@example.org');
    await step(page, 2).getByText('Ben Okafor').first().waitFor();
    await step(page, 2).getByLabel('Waits for an acknowledgement').fill('1h30m');
    await step(page, 2).getByRole('button', { name: 'Move step 2 up' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Step 2 is now step 1.' }).waitFor();
    const focused = 'document.activeElement.getAttribute("aria-label")';
    expect(await page.evaluate(focused)).toBe('Move step 1 up');
    await step(page, 2).getByText('after 90 minutes').waitFor();
    await add.click();
    await page.getByRole('button', { name: 'Remove step 3' }).click();
    expect(await page.evaluate(focused)).toBe('Remove step 2');
    await page.getByLabel('Whom it pages, the fallback').fill('anna.lindqvist@example.org');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Create policy' }).click();
    const request = await sent;
    expect(request.headers()['if-none-match']).toBe('*');
    expect(request.postDataJSON()).toMatchObject({
      name: 'Nights',
      steps: [
        { delay: '1h30m', targets: [{ user: 'ben.okafor@example.org' }] },
        { delay: '5m', targets: [{ schedule: 'schweiz' }] },
      ],
      repeat: 1,
      fallback: { user: 'anna.lindqvist@example.org' },
      waiver: null,
    });
    await heading(page, 'Nights').waitFor();
    await page.goBack(); // past the empty form
    await heading(page, 'Escalation policies').waitFor();
    await page.getByRole('row').filter({ hasText: 'Nights' }).waitFor();
    await context.close();
  });

  it.each([
    ['en', 'Save policy', 'This reaches nobody', 'Why it may reach nobody'],
    ['de', 'Richtlinie speichern', 'Das erreicht niemanden', 'Warum sie niemanden erreichen darf'],
  ])(
    'says at the field that nobody would be reached, and takes a reason instead (%s)',
    async (lang, save, nobody, why) => {
      const { page, context } = await screen(browser);
      await page.goto(`/policies/payments/edit?lang=${lang}`);
      const fallback = page.getByLabel(/(the fallback|der Rückhalt)$/).last();
      await fallback.fill('former@example.org');
      await page.getByRole('button', { name: save }).click();
      const fields = page.getByRole('group').filter({ has: fallback }).last();
      await fields.getByText(nobody).waitFor();
      expect(await fallback.getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel(why).fill('Phones come on Monday.');
      await page.getByRole('button', { name: save }).click();
      await heading(page, 'Payments').waitFor();
      await page.getByText('Phones come on Monday.').waitFor();
      await context.close();
    },
  );

  it('shows what somebody else saved meanwhile, and keeps what was typed until one decides', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies/payments/edit');
    await page.getByLabel('Name').fill('Payments and fees');
    await page.evaluate(async () => {
      const path = '/api/v1/escalation-policies/payments';
      const there = (await (await fetch(path)).json()) as { repeat: unknown };
      const body = {
        name: 'Payments',
        description: 'Changed elsewhere.',
        territory: 'DE',
        serves: { subjects: [], teams: [], default: false },
        steps: [{ delay: '5m', targets: [{ user: 'ben.okafor@example.org' }] }],
        repeat: there.repeat,
        fallback: { user: 'ben.okafor@example.org' },
        waiver: null,
      };
      const headers = { 'content-type': 'application/json' };
      await fetch(path, { method: 'PUT', headers, body: JSON.stringify(body) });
    });
    await page.getByRole('button', { name: 'Save policy' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody saved version 4' });
    await conflict.getByRole('row').filter({ hasText: 'Changed elsewhere.' }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Payments and fees');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await conflict.getByRole('button', { name: 'Save mine over theirs' }).click();
    expect((await sent).headers()['if-match']).toBe('"4"');
    await heading(page, 'Payments and fees').waitFor();
    await context.close();
  });

  it('keeps what was typed where nothing arrived, and asks before it is left', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/policies/payments/edit');
    await page.getByLabel('Description').fill('Half a thought');
    await page.route('**/api/v1/escalation-policies/*', (route) =>
      route.request().method() === 'PUT' ? route.abort('internetdisconnected') : route.continue(),
    );
    await page.getByRole('button', { name: 'Save policy' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Half a thought');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Description').waitFor();
    expect(asked).toEqual(['confirm']);
    await context.close();
  });

  it('is not for whoever may only look: pages say what it takes, and offer nothing', async () => {
    const { page, context } = await screen(browser);
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      const me = (await response.json()) as { permissions: string[] };
      const permissions = me.permissions.filter((one) => !one.endsWith(':write'));
      const grants = [{ role: 'viewer', territories: ['DE'] }];
      await route.fulfill({ response, json: { ...me, permissions, grants } });
    });
    await page.goto('/policies/payments');
    await heading(page, 'Payments').waitFor();
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    await page.goto('/policies/payments/edit');
    await page.getByText('policy:write').waitFor();
    expect(await page.getByRole('button', { name: 'Save policy' }).count()).toBe(0);
    await context.close();
  });

  it('and its page draw foreign text as text', async () => {
    const { page, context } = await screen(browser);
    const bad = '<img src=x onerror="document.title=1">‮';
    await page.route('**/api/v1/escalation-policies/payments', async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      const policy = (await response.json()) as object;
      await route.fulfill({ response, json: { ...policy, name: bad, waiver: bad } });
    });
    await page.goto('/policies/payments');
    await page.getByText('<img src=x').first().waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await page.goto('/policies/payments/edit');
    expect(await page.getByLabel('Name').inputValue()).toContain('<img src=x');
    expect(await page.locator('main img').count()).toBe(0);
    await context.close();
  });
});
