import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

const PAGES = [
  '/',
  '/incidents',
  '/incidents/428',
  '/incidents/reviews',
  '/incidents/427/review',
  '/slos',
  '/slos/shop-latency',
  '/slos/shop-latency/edit',
  '/subjects',
  '/subjects/shop',
  '/subjects/shop/edit',
  '/on-call',
  '/on-call/platform-office',
  '/on-call/platform-office/edit',
  '/policies',
  '/policies/payments',
  '/policies/payments/edit',
  '/teams',
  '/teams/web',
  '/environments',
  '/audit',
  '/settings',
  '/settings/sources',
  '/settings/sources/prometheus',
  '/settings/sources/blackbox/edit',
  '/settings/heartbeats',
  '/settings/maintenance',
];

/** Pages on which something is chosen of a list, and what opens the dialog in which it is, by language. */
const CHOICES: readonly { path: string; opens?: { de: string; en: string } }[] = [
  { path: '/incidents' },
  { path: '/incidents/INC-431', opens: { de: 'Zurückstellen…', en: 'Snooze…' } },
  { path: '/incidents/INC-431', opens: { de: 'Um Hilfe bitten…', en: 'Ask for help…' } },
  { path: '/slos' },
  { path: '/slos/shop-latency' },
  { path: '/slos/shop-latency/edit' },
  { path: '/subjects/shop/edit' },
  { path: '/on-call/platform-office/edit' },
  { path: '/policies/payments/edit' },
  { path: '/audit' },
  { path: '/settings' },
  { path: '/settings/sources/blackbox/edit' },
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function phone(locale = 'en-GB'): Promise<Page> {
  const viewport = { width: 320, height: 740 };
  const { page } = await screen(browser, { viewport, hasTouch: true, isMobile: true, locale });
  return page;
}

/** Opens a page and waits for all of it; what came later would make the page wider unseen. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(
    "[...document.querySelectorAll('[role=status]')].every((one) => !/^Loading|geladen$/.test(one.textContent))",
  );
}

/** What reaches beyond the right edge of the screen, the page itself first. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const edge = ${page.viewportSize()?.width}; // innerWidth grows with a page that is too wide
    const beyond = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > edge + 1);
    return document.documentElement.scrollWidth <= edge ? [] : [
      'page: ' + document.documentElement.scrollWidth,
      ...beyond.slice(0, 4).map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 30)),
    ];
  })()`);
}

/** A name in the sample world that is longer than any box: it ends in an ellipsis. */
const OVERLONG = 'ungewöhnlich langem Namen';

/** What cannot be read in its box, words of every choice included that may stand there, and the pixels they lack. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const seen = (one) => one.getClientRects().length > 0;
    const lacks = (text, by) => (by > 1 ? [text + ' (' + Math.ceil(by) + ' px)'] : []);
    const selects = [...document.querySelectorAll('select')].filter(seen).flatMap((one) => {
      const { font, paddingLeft, paddingRight, textOverflow } = getComputedStyle(one);
      const room = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      pen.font = font;
      return [...one.options].flatMap(({ text }) =>
        textOverflow === 'ellipsis' && text.includes('${OVERLONG}') ? [] : lacks(text, pen.measureText(text).width - room));
    });
    const triggers = [...document.querySelectorAll('button[aria-haspopup], input[aria-haspopup], input[role=combobox]')];
    return [...selects, ...triggers.filter(seen).flatMap((one) =>
      lacks(one.value || one.innerText, one.scrollWidth - one.clientWidth))];
  })()`);
}

const LONGEST: Readonly<Record<string, number>> = {
  name: 175,
  title: 300,
  description: 1_000,
  purpose: 200,
  availability: 200,
  access: 200,
  owner: 120,
};

/** Every text of people in what the API says of its things, without a place to break. */
async function writeUnbroken(page: Page): Promise<void> {
  await page.route(
    /\/api\/v1\/(slos|subjects|teams|environments|incidents)(\/[\w-]+)?(\?.*)?$/,
    async (route) => {
      if (route.request().method() !== 'GET') return route.fallback();
      const response = await route.fetch({ maxRetries: 3 });
      const text = JSON.stringify(await response.json(), function unbroken(key, value: unknown) {
        const ours = key !== 'title' && ('severity' in this || 'share' in this); // alerts and regimes have names of ours
        return typeof value === 'string' && value !== '' && !ours && LONGEST[key] !== undefined
          ? 'W'.repeat(LONGEST[key])
          : value;
      });
      return route.fulfill({ response, body: text });
    },
  );
}

describe('the smallest phone', () => {
  it('scrolls no page sideways, though no text has a place to break', async () => {
    const page = await phone();
    await writeUnbroken(page);
    const wide: Record<string, string[]> = {};
    for (const path of PAGES) {
      await open(page, path);
      const found = await tooWide(page);
      if (found.length > 0) wide[path] = found;
    }
    expect(wide).toEqual({});
    await page.unrouteAll({ behavior: 'wait' }); // what is on its way has an answer yet
    await page.context().close();
  });

  it('has ways on from an SLO that are large enough for a thumb', async () => {
    const page = await phone();
    await open(page, '/slos/shop-latency');
    const ways = page.locator('main').locator('a[href^="/subjects/"], a[href^="/teams/"]');
    await ways.first().waitFor();
    for (const way of await ways.all())
      expect((await way.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.context().close();
  });

  it.each(['de', 'en'] as const)('cuts no words of what is chosen of a list (%s)', async (of) => {
    const page = await phone(of === 'de' ? 'de-DE' : 'en-GB');
    const found: Record<string, string[]> = {};
    for (const { path, opens } of CHOICES) {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, path);
      const said = opens?.[of];
      if (said) await page.getByRole('button', { name: said, exact: true }).click();
      await page.locator('select:visible, button[aria-haspopup]:visible').last().waitFor();
      if (said) await page.getByRole('dialog').locator('select').waitFor();
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        const words = await cut(page);
        if (words.length > 0) found[`${path} ${said ?? ''} ${width}`] = words;
      }
    }
    expect(found).toEqual({});
    await page.context().close();
  });
});
