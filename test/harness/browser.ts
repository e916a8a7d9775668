import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Response,
} from 'playwright-core';
import { watchAnswer } from './answers-kept.js';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, headless, quiet towards the network. @param more of its switches */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.LEITSTAND_TEST_CHROMIUM;
  if (!executablePath)
    throw new Error('LEITSTAND_TEST_CHROMIUM is not set: run this through npm test');
  const libraries = process.env.LEITSTAND_TEST_LD_LIBRARY_PATH;
  const env = { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) } as Record<
    string,
    string
  >;
  return chromium.launch({ executablePath, args: [...QUIET, ...more], env });
}

/** Compares what the page fetched with the contract, unless it names who answered on the way (`Via`: a gateway, a captive portal). An answer that the page left behind unread has no body any more. */
function watchResponse(response: Response): void {
  const request = response.request();
  if (!['fetch', 'xhr'].includes(request.resourceType())) return;
  const { pathname } = new URL(response.url());
  if (!pathname.startsWith('/api/') || pathname === '/api/v1/events') return;
  if (response.headers()['via'] !== undefined) return;
  const answer = {
    method: request.method(),
    url: pathname,
    status: response.status(),
    contentType: response.headers()['content-type'],
  };
  response.text().then(
    (body) => watchAnswer({ ...answer, body }),
    () => undefined,
  );
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** what the page complained about: uncaught errors and console errors */
  readonly complaints: readonly string[];
}

/** A fresh browser profile on the console, which a running instance or the mock API stands behind. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const baseURL = process.env.LEITSTAND_CONSOLE_URL ?? '';
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // What it fetches ahead costs every test, and its answers pass by what tests put in their place.
    serviceWorkers: 'block',
    ...options,
  });
  context.on('response', watchResponse);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, context, complaints };
}
