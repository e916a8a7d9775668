import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { screen } from '../harness/screen.js';

export const PHONE = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
} as const;

/** In the page: counts what is sounding now, as the browser's own sound engine knows it. */
export const LISTEN = `
  const start = AudioBufferSourceNode.prototype.start;
  const stop = AudioBufferSourceNode.prototype.stop;
  window.repeating = 0;
  AudioBufferSourceNode.prototype.start = function (...given) {
    if (this.loop) window.repeating += 1;
    return start.apply(this, given);
  };
  AudioBufferSourceNode.prototype.stop = function (...given) {
    if (this.loop) window.repeating -= 1;
    return stop.apply(this, given);
  };
`;

/** The console at a path, which counts its sounds. */
export async function openListening(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const { page } = await screen(browser, options);
  await page.addInitScript({ content: LISTEN });
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

export const isRinging = (page: Page) => page.waitForFunction('window.repeating === 1');
export const isSilent = (page: Page) => page.waitForFunction('window.repeating === 0');

/** Somebody declares an incident, about which whoever is signed in is paged. */
export const declare = (page: Page, title: string) =>
  page.evaluate(async (said) => {
    await fetch('/api/v1/incidents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: said, severity: 'page', subject: 'shop' }),
    });
  }, title);

export const bar = (page: Page) => page.getByRole('region', { name: 'You are being paged' });
