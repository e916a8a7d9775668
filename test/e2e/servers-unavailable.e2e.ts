import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { api, eventually, pidOf } from '../harness/instance.js';
import { signedIn } from '../harness/session.js';

interface Status {
  components: { name: string; state: string }[];
}

let browser: Browser;
let page: Page;
let apiPid: number;
let workerPid: number;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await signedIn(browser));
  await page.goto('/slos');
  await page.getByRole('link', { name: 'Shop answers in time' }).waitFor();
  [apiPid, workerPid] = [pidOf('api'), pidOf('worker')];
});
afterAll(() => browser.close());

const systemBar = () => page.getByRole('status', { name: /system/i });

async function allUp(): Promise<boolean> {
  const { components } = await api<Status>('/status').catch(() => ({
    components: [{ name: 'api', state: 'down' }],
  }));
  return components.every(({ state }) => state === 'up');
}

describe('a server that goes away while the program runs', () => {
  it.each([
    ['prometheus', 'Prometheus'],
    ['redis', 'Redis'],
  ] as const)('%s hangs: the console says so, and recovers by itself', async (name, shown) => {
    const pid = pidOf(name);
    process.kill(pid, 'SIGSTOP');
    try {
      await systemBar().getByText(shown).first().waitFor({ timeout: 20_000 });
      await page.getByRole('link', { name: 'Shop answers in time' }).waitFor();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await eventually(`everything is up after ${name} came back`, 60, allUp);
    await systemBar().getByText(shown).first().waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('postgres is restarted: requests work again without hands', async () => {
    process.kill(pidOf('postgres'), 'SIGINT');
    await eventually('everything is up after postgres came back', 60, allUp);
    await page.reload();
    await page.getByRole('link', { name: 'Shop answers in time' }).waitFor();
  });

  it('crashed neither the API nor the worker', () => {
    expect([pidOf('api'), pidOf('worker')]).toEqual([apiPid, workerPid]);
  });
});
