import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, headless, quiet towards the network. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.LEITSTAND_TEST_CHROMIUM;
  if (!executablePath)
    throw new Error('LEITSTAND_TEST_CHROMIUM is not set: run this through npm test');
  const libraries = process.env.LEITSTAND_TEST_LD_LIBRARY_PATH;
  const env = { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) } as Record<
    string,
    string
  >;
  return chromium.launch({ executablePath, args: QUIET, env });
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** what the page complained about: uncaught errors and console errors */
  readonly complaints: readonly string[];
}

/** A fresh browser profile on the running instance. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const baseURL = process.env.LEITSTAND_E2E_URL ?? '';
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, context, complaints };
}
