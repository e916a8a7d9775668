import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visit } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const broken = JSON.stringify({
  type: 'urn:leitstand:problem:internal',
  title: 'Something went wrong on our side',
  status: 500,
  code: 'internal',
  detail: 'The error was logged under this request id.',
  requestId: 'r',
});

let browser: Browser;
let phone: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
  phone = await screen(browser, {
    viewport: { width: 360, height: 740 },
    locale: 'de-DE',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  });
});
afterAll(() => browser.close());

/** What a screen reader is told by itself now: every live region that says something. */
function announced(page: Page): Promise<string[]> {
  return page
    .locator('[role=status], [role=alert], [aria-live]')
    .evaluateAll((regions) => regions.map((one) => one.textContent?.trim() ?? '').filter(Boolean));
}

describe('on call at night, in German', () => {
  it('leads from what burns to what to do about it', async () => {
    const { page } = phone;
    await page.goto('/');
    const burning = page.getByRole('listitem').filter({ hasText: 'Burn-Rate' }).first();
    await burning.waitFor();
    expect(await burning.innerText()).not.toMatch(/Alarm\s+brennt/i);
    expect(await burning.innerText()).toMatch(/Feuert seit \d/);
    expect(await burning.innerText()).not.toMatch(/Stand/); // they are of after it began
    await burning.getByRole('link').click();
    await page.getByText(/^Zu viele schlechte Ereignisse (mindestens|etwa) seit \d/).waitFor();
    const alert = page.getByRole('listitem').filter({ hasText: 'LeitstandBudgetBurn' });
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/feuert seit \d.*\(vor \d+ Minuten\)/);
    const runbook = alert.getByRole('link', { name: /^Runbook für .*Verbrauch/ });
    expect(await runbook.getAttribute('href')).toBe(
      'https://runbooks.example.org/leitstand/budget-burn',
    );
  });

  it('names the phone first when it is offline, once, and calls nothing live that is not current', async () => {
    const { page, context } = phone;
    await page.goto('/slos/shop-latency');
    await page.getByRole('button', { name: /Live-Daten: Live/ }).waitFor();
    await context.setOffline(true);
    await page.getByText('Dieses Gerät ist offline.').first().waitFor();
    await page.getByRole('button', { name: /Live-Daten: Veraltet seit/ }).waitFor();
    await page.getByText('Das sind die letzten guten Werte').nth(2).waitFor();
    const told = await announced(page);
    expect(told.filter((one) => /offline|Werte|antwortet nicht/.test(one))).toEqual([
      expect.stringMatching(/^Dieses Gerät ist offline\./),
    ]);
    expect(await page.getByText('Der Leitstand-Server antwortet nicht').count()).toBe(0);
    await context.setOffline(false);
    await page.getByRole('button', { name: /Live-Daten: Live/ }).waitFor();
    await page.getByText('Dieses Gerät ist offline.').first().waitFor({ state: 'detached' });
    await page.getByText('Das sind die letzten guten Werte').first().waitFor({ state: 'detached' });
  });

  it('reads out once that parts of a page are old, however many they are', async () => {
    const { page } = phone;
    await page.goto('/slos/shop-latency');
    await page.getByRole('button', { name: /Live-Daten: Live/ }).waitFor();
    await page.route('**/api/v1/slos/**', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: broken }),
    );
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByText('Das sind die letzten guten Werte').nth(2).waitFor({ timeout: 60_000 });
    expect((await announced(page)).filter((one) => /letzten guten Werte/.test(one))).toEqual([
      'Ein Teil dieser Seite ließ sich nicht erneuern; dort stehen die letzten guten Werte.',
    ]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
