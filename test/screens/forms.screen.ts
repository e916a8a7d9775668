import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** In the page: what the cursor stands in, whether that is at fault, and whether it can be seen. */
const CURSOR = `(() => {
  const { activeElement: at } = document;
  const { top, bottom } = at.getBoundingClientRect();
  return {
    tag: at.tagName,
    faulty: at.getAttribute('aria-invalid') === 'true',
    inSight: top >= 0 && bottom <= innerHeight,
  };
})()`;

const territory = (page: Page) => page.getByLabel(/^(Territory|Gebiet)$/);

describe('every form that is not accepted', () => {
  const FORMS = [
    ['/policies/new', 'Create policy', 'Richtlinie anlegen'],
    ['/subjects/new', 'Create subject', 'Objekt anlegen'],
    ['/on-call/new', 'Create schedule', 'Dienstplan anlegen'],
    ['/slos/new', 'Create SLO', 'SLO anlegen'],
    ['/teams', 'Create team', 'Team anlegen'],
  ] as const;
  it.each(
    FORMS.flatMap(([path, en, de]) => [
      [path, 'en', 1440, 900, en] as const,
      [path, 'de', 360, 640, de] as const,
    ]),
  )(
    'leads to the first fault and says so: %s (%s, %i x %i)',
    async (path, lang, width, height, button) => {
      const { page, context } = await screen(browser, { viewport: { width, height } });
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      if (path === '/teams')
        await page.getByRole('button', { name: /^(New team|Neues Team)$/ }).click();
      await page.getByRole('button', { name: button }).click();
      await page
        .getByRole('alert')
        .filter({
          hasText:
            lang === 'en'
              ? /needs? another look|need to be|fix/i
              : /noch einen Blick|beheben|korrig/i,
        })
        .first()
        .waitFor();
      expect(await page.evaluate(CURSOR)).toMatchObject({ faulty: true, inSight: true });
      await context.close();
    },
  );
});

describe('the territory of something new', () => {
  it.each([
    ['/subjects/new', 'en', /^Team$/],
    ['/on-call/new', 'de', /^Team$/],
  ])(
    'follows the team, and a difference is said before anything is saved: %s (%s)',
    async (path, lang, team) => {
      const { page, context } = await screen(browser);
      await page.goto(`${path}?lang=${lang}`);
      await page.getByLabel(team).selectOption('schweiz');
      await page.waitForFunction(
        `[...document.querySelectorAll('select')].some(({ value }) => value === 'CH')`,
      );
      expect(await territory(page).inputValue()).toBe('CH');
      await territory(page).selectOption('DE');
      await page
        .getByText(
          lang === 'en'
            ? /at home in Switzerland, not in Germany/
            : /zum Gebiet Schweiz, nicht zu Deutschland/,
        )
        .waitFor();
      await page.getByLabel(team).selectOption('commerce');
      await page.getByText(/at home in|zum Gebiet/).waitFor({ state: 'detached' });
      expect(await territory(page).inputValue()).toBe('DE');
      await context.close();
    },
  );

  it('begins on every form with the one used last', async () => {
    const { page, context } = await screen(browser);
    await page.goto('/teams');
    await page.getByRole('button', { name: 'New team' }).click();
    await page.getByLabel('Name').fill('Alpen');
    await territory(page).selectOption('CH');
    await page.getByRole('button', { name: 'Create team' }).click();
    await page.getByRole('heading', { level: 1, name: 'Alpen' }).waitFor();
    for (const path of ['/subjects/new', '/on-call/new', '/policies/new']) {
      await page.goto(path);
      const known = territory(page).locator('option').first(); // come a moment after the field
      await known.waitFor({ state: 'attached' });
      expect([path, await territory(page).inputValue()]).toEqual([path, 'CH']);
    }
    await context.close();
  });
});

describe('a refusal that names what is in the way', () => {
  it.each([
    ['en', 'Save subject', /cannot move to another territory/, 'Escalation policy payments'],
    [
      'de',
      'Objekt speichern',
      /kann in kein anderes Gebiet ziehen/,
      'Eskalationsrichtlinie payments',
    ],
  ])(
    'says it in the reader’s language, with the way there (%s)',
    async (lang, save, why, policy) => {
      const { page, context } = await screen(browser);
      await page.route('**/api/v1/subjects/mail-relay', (route) =>
        route.request().method() === 'PUT'
          ? route.fulfill({
              status: 409,
              contentType: 'application/problem+json',
              json: {
                type: 'about:blank',
                title: 'Conflict',
                status: 409,
                code: 'conflict',
                requestId: '3f0e8c1e-0000-4000-8000-000000000000',
                detail: 'slo mail-sent, escalation policy payments of this subject belong to DE.',
                errors: ['slo mail-sent', 'escalation policy payments'].map((message) => ({
                  path: 'territory',
                  code: 'in-use',
                  message,
                })),
              },
            })
          : route.fallback(),
      );
      await page.goto(`/subjects/mail-relay/edit?lang=${lang}`);
      await page.getByRole('button', { name: save }).click();
      const notice = page.getByRole('alert').filter({ hasText: why });
      await notice.getByRole('link', { name: 'SLO mail-sent' }).waitFor();
      expect(await notice.getByRole('link', { name: policy }).getAttribute('href')).toMatch(
        /^\/policies\/payments/,
      );
      expect(await page.getByText('of this subject belong').count()).toBe(0);
      await context.close();
    },
  );
});
