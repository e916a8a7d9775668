import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { api, eventually, promql } from '../harness/instance.js';
import {
  countedByShop,
  recorded,
  restTraffic,
  resumeTraffic,
  type Count,
} from '../harness/sample-shop.js';
import { signedIn } from '../harness/session.js';

const SLO = 'shop-availability';
const THREE_MINUTES = 180;

interface Reading {
  asOf: string;
  burn: { state: string; severity: string };
}

let browser: Browser;
let before: { own: Count; recorded: Count };

beforeAll(async () => {
  browser = await launchBrowser();
  await restTraffic(SLO);
  before = { own: await countedByShop(), recorded: await recorded(SLO) };
}, 180_000);

afterAll(async () => {
  await api('/sample', { load: 'normal', errors: 0, slowness: 0 });
  resumeTraffic();
  await browser.close();
});

describe('a shop that fails 5 % of its requests', () => {
  it('burns within three minutes: as a firing alert in Prometheus, in the API and on screen', async () => {
    const { page, context } = await signedIn(browser);
    await page.goto('/');
    await page.getByRole('button', { name: 'Burn it' }).click();
    resumeTraffic();
    const started = Date.now();
    await eventually(
      'the alert fires in Prometheus',
      THREE_MINUTES,
      async () =>
        (await promql(`ALERTS{slo="${SLO}",severity="page",alertstate="firing"}`)).length > 0,
    );
    const left = THREE_MINUTES - (Date.now() - started) / 1000;
    const burn = await eventually('the objective burns', left, async () => {
      const { reading } = await api<{ reading: Reading }>(`/slos/${SLO}`);
      return reading.burn.state === 'burning' && reading.burn;
    });
    expect(burn.severity).toBe('page');
    await page.goto(`/slos/${SLO}`);
    await page.getByText('Burning').first().waitFor();
    await context.close();
  }, 240_000);

  it('counts what the shop itself counted, within 0.2 %', async () => {
    await restTraffic(SLO);
    const [own, seen] = [await countedByShop(), await recorded(SLO)];
    const [ownTotal, ownBad] = [own.total - before.own.total, own.bad - before.own.bad];
    const [total, bad] = [seen.total - before.recorded.total, seen.bad - before.recorded.bad];
    expect(ownBad).toBeGreaterThan(10);
    expect(Math.abs(total / ownTotal - 1)).toBeLessThan(0.002);
    expect(Math.abs(bad / ownBad - 1)).toBeLessThan(0.002);
  }, 180_000);
});
