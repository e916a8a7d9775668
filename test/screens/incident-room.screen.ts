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

describe('an incident as it is', () => {
  /** INC-431 with what the server says changed. */
  async function opened(
    change: (incident: Record<string, unknown> & { alerts: Record<string, unknown>[] }) => object,
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const { page } = await screen(browser, options);
    await page.route('**/api/v1/incidents/INC-431', async (route) => {
      const answer = await route.fetch();
      const incident = (await answer.json()) as Parameters<typeof change>[0];
      await route.fulfill({ response: answer, json: { ...incident, ...change(incident) } });
    });
    await page.goto('/incidents/INC-431');
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  it.each([
    ['en-GB', 'No alert: Leitstand noticed it itself.', 'what Leitstand had noticed is over'],
    [
      'de-DE',
      'Kein Alarm: Leitstand hat ihn selbst bemerkt.',
      'Was Leitstand bemerkt hatte, ist vorbei',
    ],
  ])(
    'that Leitstand noticed itself is nobody’s, and has no alerts that ended (%s)',
    async (locale, none, over) => {
      const at = new Date().toISOString();
      const by = { kind: 'system', id: 'system:incidents', name: 'incidents' };
      const page = await opened(
        () => ({
          alerts: [],
          firing: 0,
          rule: null,
          source: 'leitstand',
          state: 'resolved',
          automatic: true,
          resolvedAt: at,
          resolvedBy: by,
        }),
        { locale },
      );
      await page.getByText(none).waitFor();
      await page.getByText(over).first().waitFor();
      expect(await page.getByRole('main').innerText()).not.toMatch(
        /people declared it|its alerts ended|Menschen haben|seine Alarme endeten/i,
      );
      await page.context().close();
    },
  );

  it('whose SLO is deleted keeps its name, says so, and asks for nothing of it', async () => {
    const asked: string[] = [];
    const page = await opened((incident) => ({
      names: { ...(incident['names'] as object), slo: 'Checkout works', sloDeleted: true },
    }));
    page.on('request', (request) => asked.push(request.url()));
    await page.getByText('Checkout works (the SLO is deleted)').waitFor();
    await page.reload();
    await page.getByText('Checkout works (the SLO is deleted)').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Checkout works');
    expect(asked.filter((url) => url.includes('/spent'))).toEqual([]);
    expect(await page.getByRole('link', { name: 'Checkout works' }).count()).toBe(0);
    await page.context().close();
  });

  it('shows runbooks in the order of the server, and leads to those beyond three', async () => {
    const page = await opened(({ alerts }) => ({
      alerts: ['A', 'B', 'C', 'D', 'E'].map((name) => ({
        ...alerts[0],
        id: name,
        fingerprint: name,
        name,
        firing: true,
        labels: { alertname: name },
        runbookUrl: `https://run.example.org/${name}`,
      })),
    }));
    const region = page.getByRole('region', { name: 'Runbook' });
    await region.getByRole('link').first().waitFor();
    const shown = async () => (await region.getByRole('link').allInnerTexts()).join();
    expect(await shown()).toBe('Runbook: A,Runbook: B,Runbook: C');
    await region.getByRole('button', { name: 'Show 2 more runbooks' }).click();
    expect(await shown()).toBe('Runbook: A,Runbook: B,Runbook: C,Runbook: D,Runbook: E');
    await page.context().close();
  });
});

describe('a timeline of many long notes', () => {
  const COUNT = 233;
  const TEXTS = [
    '障害対応の記録。データベース接続が枯渇した。',
    'انقطع الاتصال بقاعدة البيانات مرة أخرى. ',
  ];
  /** An incident whose timeline holds that many notes of 3.9 kB, the first of which says so. */
  async function openLong(options: BrowserContextOptions = {}, count = COUNT): Promise<Page> {
    const { page } = await screen(browser, options);
    const items = Array.from({ length: count }, (_, n) => ({
      seq: n + 1,
      at: new Date(Date.UTC(2026, 2, 2, 3, 0, n)).toISOString(),
      kind: 'noted',
      actor: { kind: 'user', id: 'u-1', name: 'Anna Lindqvist' },
      hash: 'a'.repeat(64),
      data: { text: `Note ${n + 1}. ${(TEXTS[n % 2] ?? '').repeat(200).slice(0, 3900)} end` },
    }));
    await page.route('**/timeline*', (route) =>
      route.fulfill({ json: { items, nextCursor: null, brokenAt: null, people: [], pinned: [] } }),
    );
    await page.goto('/incidents/INC-431');
    await page.getByText(`Note ${count}.`).waitFor();
    return page;
  }

  it('shows the newest, and no more of each than its beginning', async () => {
    const page = await openLong();
    const timeline = page.getByRole('list', { name: 'Timeline' });
    expect(await timeline.getByRole('listitem').count()).toBe(50);
    expect(await timeline.getByRole('listitem').first().innerText()).toContain('Note 233.');
    await page.getByText('50 of 233 shown').waitFor();
    expect((await timeline.innerText()).length).toBeLessThan(50 * 600);
    await page.context().close();
  });

  it('shows a note whole and folded again by the keyboard, and says which it is', async () => {
    const page = await openLong();
    const first = page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first();
    const more = first.getByRole('button', { name: /^Show all 3,9\d\d characters$/ });
    expect(await more.getAttribute('aria-expanded')).toBe('false');
    expect(await first.innerText()).not.toContain(' end');
    await more.focus();
    await page.keyboard.press('Enter');
    const less = first.getByRole('button', { name: 'Show less' });
    expect(await less.getAttribute('aria-expanded')).toBe('true');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Show less');
    expect(await first.innerText()).toContain(' end');
    await page.keyboard.press('Enter');
    await more.waitFor();
    expect(await first.innerText()).not.toContain(' end');
    await page.context().close();
  });

  it('shows older ones by the portion, and reading goes on at the first of them', async () => {
    const page = await openLong();
    const timeline = page.getByRole('list', { name: 'Timeline' });
    const press = async (name: string) => {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Show 50 older entries');
    await page.getByText('100 of 233 shown').waitFor();
    const focused = () => page.evaluate('document.activeElement.textContent');
    expect(await focused()).toContain('Note 183.');
    await press('Show 50 older entries');
    await press('Show 50 older entries');
    await press('Show 33 older entries');
    await page.getByText('Note 1.', { exact: false }).last().waitFor();
    expect(await timeline.getByRole('listitem').count()).toBe(COUNT);
    expect(await page.getByRole('button', { name: /older/ }).count()).toBe(0);
    expect(await focused()).toContain('Note 33.');
    await page.context().close();
  });

  it('speaks German, and fits a phone', async () => {
    const page = await openLong({ locale: 'de-DE', ...PHONE }, 51);
    await page.getByRole('button', { name: 'Einen älteren Eintrag zeigen' }).waitFor();
    await page.getByText('50 von 51 gezeigt').waitFor();
    const whole = page.getByRole('button', { name: /^Alle 3\.9\d\d Zeichen zeigen$/ });
    expect(await whole.count()).toBe(50);
    expect((await whole.first().boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await whole.first().click();
    await page.getByRole('button', { name: 'Weniger zeigen' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(
      true,
    );
    await page.context().close();
  });
});
