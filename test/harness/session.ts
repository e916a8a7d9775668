import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { visit, type Visit } from './browser.js';
import { instance } from './instance.js';

export const ADMIN = {
  name: 'Test Administrator',
  email: 'admin@example.com',
  password: 'a sentence that only tests use',
};

const stateFile = () => join(instance.dataDir, 'browser-state.json');

/** Fills in the one-time first-run form that the printed link leads to. */
async function setUpFirstAccount(page: Page): Promise<void> {
  await page.goto(process.env.LEITSTAND_E2E_ADMIN_LINK ?? '');
  await page.getByLabel('Your name').fill(ADMIN.name);
  await page.getByLabel('Email').fill(ADMIN.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
}

/** A browser profile in which the administrator is signed in; whoever comes first sets the account up by the one-time link. */
export async function signedIn(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  if (!existsSync(stateFile())) {
    const first = await visit(browser);
    await setUpFirstAccount(first.page);
    await first.context.storageState({ path: stateFile() });
    await first.context.close();
  }
  return visit(browser, { ...options, storageState: stateFile() });
}
