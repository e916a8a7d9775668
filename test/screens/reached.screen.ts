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

describe('how somebody is reached', () => {
  const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  it('is tried, extended by an address that a code proves, and taken back', async () => {
    await page.goto('/settings/personal');
    await page.getByRole('heading', { name: 'How you are reached' }).waitFor();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await said('on its way, by one way');
    await page.getByLabel('Another address').fill('phone@example.org');
    await page.getByRole('button', { name: 'Send code' }).click();
    const code = page.getByLabel('Code for phone@example.org');
    await code.fill('000000');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('This is not the code that was sent.').waitFor();
    await code.fill('123 456');
    await page.getByRole('button', { name: 'Verify' }).click();
    await said('phone@example.org verified');
    await code.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send a test' }).click();
    await said('on its way, by 2 ways');
    await page.getByRole('button', { name: 'Remove phone@example.org' }).click();
    await said('phone@example.org removed');
    await page.getByRole('button', { name: /^Remove .*@/ }).waitFor({ state: 'detached' });
  });

  it('is extended by a topic of ntfy, which says what is to be done before it counts', async () => {
    await page.goto('/settings/personal');
    await page.getByRole('textbox', { name: 'Server of ntfy' }).fill('https://ntfy.example');
    await page.getByRole('button', { name: 'Make a topic' }).click();
    await said('on its way to the new topic');
    await page.getByText(/^Subscribe to this topic in the app/).waitFor();
    expect(await page.getByRole('link', { name: 'Open in the app' }).getAttribute('href')).toMatch(
      /^ntfy:\/\/ntfy\.example\/leitstand-[0-9a-f]{32}$/,
    );
    await page.getByLabel(/^Code for https:\/\/ntfy\.example\//).fill('123456');
    await page.getByRole('button', { name: 'Verify' }).click();
    await said('verified');
    await page.getByText(/^Subscribe to this topic/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Remove https:/ }).click();
    await said('removed');
  });

  it('is extended by a program, whose secret is shown once', async () => {
    await page.goto('/settings/personal');
    await page.getByLabel('Program of your own').fill('https://hooks.example/a/b');
    await page.getByRole('button', { name: 'Post a code' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByLabel('Code for https://hooks.example/…').waitFor();
    await page.reload();
    await page.getByLabel('Code for https://hooks.example/…').waitFor();
    expect(await page.getByText(/^whsec_/).count()).toBe(0);
    await page.getByRole('button', { name: /^Remove https:/ }).click();
    await said('removed');
  });

  it('says so where nobody can be reached', async () => {
    const { page: bare, context } = await screen(browser);
    const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
    await context.addCookies([{ name: 'mock', value: 'empty', url }]);
    await bare.goto('/settings/personal');
    await bare.getByText('There is no mail server here').waitFor();
    expect(await bare.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true);
  });
});
