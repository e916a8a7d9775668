import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { api, eventually } from '../harness/instance.js';
import { signedIn } from '../harness/session.js';

interface Reading {
  asOf: string;
  good: number;
  bad: number;
  sli: number;
  budget: { leftShare: number };
}
/** What a reading says of its minute: the alerts beside it are Prometheus's word of this moment. */
const ofItsMinute = (reading: Reading | null | undefined): object => ({
  ...reading,
  alerts: undefined,
});

interface Row {
  slug: string;
  reading: Reading | null;
}

/** Discovery, the first scrape, the first evaluation, the ingestion offset and a closed minute, on a slow machine. */
const FIRST_MINUTES_SECONDS = 180;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a budget', () => {
  it(
    'is the same to the last digit in list, detail, budget endpoint and last point of the chart',
    async () => {
      const agreeing = await eventually(
        'one reading on every surface',
        FIRST_MINUTES_SECONDS,
        async () => {
          const list = await api<{ items: Row[] }>('/slos');
          if (list.items.some(({ reading }) => reading === null)) return null; // the first minutes are still being filled in
          const slugs = list.items.map(({ slug }) => slug);
          const surfaces = await Promise.all(
            slugs.map(async (slug) => ({
              row: list.items.find((row) => row.slug === slug)?.reading,
              detail: (await api<Row>(`/slos/${slug}`)).reading,
              budget: await api<Reading>(`/slos/${slug}/budget`),
              chart: await api<{ asOf: string; points: { left: number }[] }>(
                `/slos/${slug}/burn-down`,
              ),
            })),
          );
          const moments = new Set(
            surfaces.flatMap(({ row, detail, budget, chart }) => [
              row?.asOf,
              detail?.asOf,
              budget.asOf,
              chart.asOf,
            ]),
          );
          return moments.size === 1 && surfaces; // a minute closed in between: look again
        },
      );
      expect(agreeing.length).toBeGreaterThanOrEqual(5);
      for (const { row, detail, budget, chart } of agreeing) {
        expect(ofItsMinute(detail)).toEqual(ofItsMinute(row));
        expect(ofItsMinute(budget)).toEqual(ofItsMinute(row));
        expect(chart.points.at(-1)?.left).toBe(row?.budget.leftShare);
      }
    },
    (FIRST_MINUTES_SECONDS + 30) * 1000,
  );

  it('reads the same in the list, in the tile and beside the chart', async () => {
    const { page, context } = await signedIn(browser);
    await page.goto('/slos');
    const row = page.getByRole('row').filter({ hasText: 'Credit check answers in time' });
    const listed = /[−-]?\d+\.\d+%/.exec(
      (await row.innerText()).split('Exhausted')[1]?.split('covered')[1] ?? '',
    )?.[0];
    expect(listed).toMatch(/%$/);
    await row.getByRole('link', { name: 'Credit check answers in time' }).click();
    await page.getByRole('heading', { level: 1, name: 'Credit check answers in time' }).waitFor();
    await eventually('the tile shows the number of the list', 20, async () =>
      (await page.locator('main').innerText()).replace(/\s/g, '').includes(listed ?? '?'),
    );
    await context.close();
  });
});
