import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit } from '../harness/browser.js';
import { ADMIN, signedIn } from '../harness/session.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a newcomer', () => {
  it('sets up the first account by the printed link and sees budgets of a service that really runs', async () => {
    const { page, context, complaints } = await signedIn(browser);
    await page.goto('/slos');
    await page.getByRole('link', { name: 'Shop answers in time' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('finds the link used up afterwards, and signs in with the password instead', async () => {
    const { page, context } = await visit(browser);
    await page.goto(process.env.LEITSTAND_E2E_ADMIN_LINK ?? '');
    await page.getByText('This link has been used').waitFor();
    await page.goto('/slos?budget=at-risk');
    await page.getByLabel('Email').fill(ADMIN.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'SLOs' }).waitFor();
    expect(new URL(page.url()).search).toBe('?budget=at-risk');
    await context.close();
  });
});
