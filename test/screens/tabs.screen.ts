import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const LIVE = { name: /Live data: Live/ };

let browser: Browser;
let context: BrowserContext;
/** the tabs that have opened an event stream, in their order */
let streams: Page[];

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  const visited = await screen(browser);
  ({ context } = visited);
  await visited.page.close();
  streams = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/api/v1/events')) streams.push(request.frame().page());
  });
});
afterEach(() => context.close());
afterAll(() => browser.close());

async function openTab(): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto('/environments');
  await tab.getByRole('button', LIVE).waitFor();
  return tab;
}

/** Makes an environment from `tab`, by a connection of the browser's own: an event that every tab can only hear. */
async function make(tab: Page, name: string): Promise<void> {
  const environment = {
    name,
    purpose: '',
    availability: '',
    access: '',
    owner: 'team-shop',
    territory: 'DE',
  };
  const body = JSON.stringify(environment);
  const status = await tab.evaluate<number>(
    `fetch('/api/v1/environments/${name.toLowerCase()}', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '${body}' }).then(({ status }) => status)`,
  );
  expect(status).toBe(201);
}

async function hear(tabs: readonly Page[], name: string): Promise<void> {
  await Promise.all(
    tabs.map((tab) => tab.getByRole('button', { name: `Delete ${name}` }).waitFor()),
  );
}

function nextStream(): Promise<Response> {
  return context.waitForEvent('response', (one) => one.url().endsWith('/api/v1/events'));
}

function leaderOf(tabs: readonly Page[]): [leader: Page, others: Page[]] {
  const leader = streams.at(-1) as Page;
  return [leader, tabs.filter((tab) => tab !== leader)];
}

/** What a browser tells a tab that it freezes or thaws; it never freezes one that is in sight, and here all of them are. */
async function tell(tab: Page, event: 'freeze' | 'resume'): Promise<void> {
  await tab.evaluate(`document.dispatchEvent(new Event('${event}'))`);
}

describe('eight tabs of one browser, which has six connections', () => {
  it('hear the same over one stream, whichever of them closes, freezes or signs out', async () => {
    const tabs: Page[] = [];
    while (tabs.length < 8) tabs.push(await openTab());
    expect(streams).toEqual([tabs[0]]);
    await make(tabs[7] as Page, 'First');
    await hear(tabs, 'First');

    let [leader, others] = leaderOf(tabs);
    await Promise.all([nextStream(), leader.close()]);
    await make(others[0] as Page, 'Second');
    await hear(others, 'Second');

    [leader, others] = leaderOf(others);
    await Promise.all([nextStream(), tell(leader, 'freeze')]);
    await make(others[0] as Page, 'Third');
    await hear(others, 'Third');
    await tell(leader, 'resume');
    await hear([leader], 'Third');
    await leader.getByRole('button', LIVE).waitFor();
    expect(streams).toHaveLength(3);

    [leader, others] = leaderOf([leader, ...others]);
    await leader.getByRole('button', { name: /^Account/ }).click();
    await Promise.all([nextStream(), leader.getByRole('menuitem', { name: 'Sign out' }).click()]);
    [leader] = leaderOf(others);
    await leader.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  });

  it('do not wait for a leader that says nothing', async () => {
    const first = await openTab();
    const names = 'navigator.locks.query().then(({ held }) => held.map(({ name }) => name))';
    const [name] = await first.evaluate<string[]>(names);
    await first.goto('/favicon.svg');
    await first.evaluate(
      `void navigator.locks.request('${name}', () => new Promise(() => {})).catch(() => 0)`,
    );
    const second = await openTab();
    expect(streams).toEqual([first, second]);
  });

  it('have a stream each where a browser has no locks', async () => {
    await context.addInitScript('delete Navigator.prototype.locks');
    const tabs = [await openTab(), await openTab()];
    expect(streams).toEqual(tabs);
  });
});

describe('a tab whose stream is refused while requests are answered', () => {
  it('says that it polls, not that what it shows is old', async () => {
    await context.route('**/api/v1/events', (route) => route.abort());
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto('/environments');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await tab.clock.runFor(20_000);
    await tab.getByRole('button', { name: /Live data: Polling every 5 s · updated \d/ }).waitFor();
    expect(await tab.getByText(/Stale since|Live updates stopped/).count()).toBe(0);
  });
});
