import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { visit, type Visit } from './browser.js';

/** A fresh browser profile on the console with a mock API of its own: what it writes, no other profile sees. Somebody is signed in. */
export async function screen(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const visited = await visit(browser, options);
  const url = process.env.LEITSTAND_CONSOLE_URL ?? '';
  await visited.context.addCookies([{ name: 'mock-world', value: randomUUID(), url }]);
  return visited;
}
