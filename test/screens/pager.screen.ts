import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Has the status say something else of the pager. */
async function pagerIs(page: Page, seen: object): Promise<void> {
  await page.route('**/api/v1/status', async (route) => {
    const answer = await route.fetch();
    const status = (await answer.json()) as { components: { name: string }[] };
    const components = status.components.map((one) =>
      one.name === 'pager' ? { ...one, ...seen } : one,
    );
    await route.fulfill({ response: answer, json: { ...status, components } });
  });
}

const UNSET = {
  state: 'down',
  message: 'if pages did not go out, nobody would be told: set LEITSTAND_OPERATOR_MAIL',
  detail: { code: 'operators-unset', names: ['LEITSTAND_OPERATOR_MAIL'] },
};
const LATE = {
  state: 'degraded',
  message: 'a page or a step of an escalation has been due for 23 s',
  detail: { code: 'pages-late', seconds: 23 },
};

describe('whether pages go out', () => {
  it.each([
    [
      'en-GB',
      'light',
      1440,
      'Nobody is told when pages do not go out',
      'Set LEITSTAND_OPERATOR_MAIL',
    ],
    [
      'de-DE',
      'dark',
      360,
      'Niemand erfährt es, wenn Alarmierungen nicht hinausgehen',
      'LEITSTAND_OPERATOR_MAIL setzen',
    ],
  ] as const)(
    'is said by every page where nobody would hear that they do not, with what to set: %s',
    async (locale, colorScheme, width, title, advice) => {
      const viewport = { width, height: 800 };
      const { page } = await screen(browser, { locale, colorScheme, viewport });
      await pagerIs(page, UNSET);
      await page.goto('/slos');
      const bar = page.getByRole('status', { name: /system/i }).filter({ hasText: title });
      await bar.getByText(advice).waitFor();
      const text = await bar.innerText();
      expect(text).not.toMatch(/is down|ist ausgefallen/);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(width);
    },
  );

  it('is said to be in trouble when they wait, and what to do meanwhile', async () => {
    const { page } = await screen(browser, { locale: 'de-DE' });
    await pagerIs(page, LATE);
    await page.goto('/');
    const bar = page.getByRole('status', { name: /system/i });
    await bar.getByText(/Die Alarmierung ist beeinträchtigt seit/).waitFor();
    expect(await bar.innerText()).toContain('selbst nach den offenen Vorfällen');
    await page
      .getByText(/seit 23 Sek\. fällig/)
      .first()
      .waitFor();
  });
});
