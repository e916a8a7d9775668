import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { launchBrowser } from '../harness/browser.js';
import { screen } from '../harness/screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PHONE = {
  viewport: { width: 360, height: 740 },
  locale: 'de-DE',
  colorScheme: 'dark',
  hasTouch: true,
  isMobile: true,
} as const;

async function open(path: string, options: BrowserContextOptions = PHONE): Promise<Page> {
  const { page } = await screen(browser, options);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Holds back what `pattern` matches until it is let go. */
async function heldBack(page: Page, pattern: string | RegExp): Promise<() => void> {
  let letGo = (): void => undefined;
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(pattern, async (route) => {
    await free;
    await route.continue().catch(() => undefined);
  });
  return letGo;
}

/** The middle of what is there, to be touched again. */
async function placeOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('button', { name }).boundingBox();
  if (!box) throw new Error(`no button ${name}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Answered by something on the way. */
const VIA = { via: '1.1 gateway' };

const problem = (status: number, code: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: '',
    requestId: 'r',
  }),
});

describe('an acknowledgement at night', () => {
  it('is said by the answer of the server, not once everything was asked for again', async () => {
    const page = await open('/incidents/431');
    await page.getByRole('button', { name: 'Quittieren', exact: true }).waitFor();
    await page.getByRole('list', { name: 'Verlauf' }).getByRole('listitem').first().waitFor();
    const letGo = await heldBack(
      page,
      /\/api\/v1\/(incidents|me\/pages)[^/]*(\/[^/]+(\/(timeline|escalation))?)?$/,
    );
    await page.getByRole('button', { name: 'Quittieren', exact: true }).tap();
    await page.getByRole('status').filter({ hasText: 'INC-431 quittiert' }).first().waitFor();
    await page.getByRole('button', { name: 'Beheben' }).waitFor();
    letGo();
    await page.context().close();
  });

  it('leaves nothing under the finger that undoes it; taking it back stands elsewhere, and asks', async () => {
    const page = await open('/incidents/431');
    const button = page.getByRole('button', { name: 'Quittieren', exact: true });
    await button.waitFor();
    const { x, y } = await placeOf(page, 'Quittieren');
    await button.tap();
    await page.getByRole('button', { name: 'Beheben' }).waitFor();
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByText(/^Quittiert von Ihnen/).waitFor();
    await page.getByRole('button', { name: 'Quittierung zurücknehmen' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/wird sofort wieder alarmiert/).waitFor();
    expect(await button.count()).toBe(0);
    await dialog.getByRole('button', { name: 'Zurücknehmen' }).tap();
    await button.waitFor();
    await page.context().close();
  });

  it('keeps its button where it is when the device goes offline', async () => {
    const page = await open('/incidents/431');
    await page.getByRole('button', { name: 'Quittieren', exact: true }).waitFor();
    const before = await placeOf(page, 'Quittieren');
    await page.context().setOffline(true);
    await page.getByText('Dieses Gerät ist offline.').first().waitFor();
    expect(await placeOf(page, 'Quittieren')).toEqual(before);
    // What did not go out then is not said of a device that is back.
    await page.getByRole('button', { name: 'Quittieren', exact: true }).tap();
    const unsent = page.getByText(/Nichts wurde gesendet, nichts wurde geändert/);
    await unsent.waitFor();
    await page.context().setOffline(false);
    await unsent.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Quittieren', exact: true }).tap();
    await page.getByText(/^Quittiert von Ihnen/).waitFor();
    await page.context().close();
  });

  it.each<[string, (route: Route) => Promise<void>]>([
    [
      'is lost',
      async (route) => {
        await route.fetch({ maxRetries: 3 });
        await route.abort();
      },
    ],
    [
      'comes from a gateway',
      (route) => route.fulfill({ status: 502, headers: VIA, body: '<html>Bad Gateway' }),
    ],
    [
      'comes from a captive portal',
      (route) =>
        route.fulfill({ status: 200, contentType: 'text/html', headers: VIA, body: '<html>Hotel' }),
    ],
  ])('whose answer %s may have arrived: it says so, and looks', async (_, answer) => {
    const page = await open('/incidents/431');
    const button = page.getByRole('button', { name: 'Quittieren', exact: true });
    await button.waitFor();
    await page.getByRole('button', { name: /Live-Daten: Live/ }).waitFor();
    await page.route('**/api/v1/incidents/431', (route) => route.abort());
    await page.route('**/api/v1/live**', (route) => route.abort());
    await page.route('**/acknowledgement', answer);
    await button.tap();
    const notice = page.getByRole('alert').filter({ hasText: 'Unklar, ob es angekommen ist' });
    await notice.waitFor();
    expect(await page.getByText(/[Nn]ichts (wurde )?geändert/).count()).toBe(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await notice.waitFor({ state: 'detached', timeout: 20_000 });
    await page.context().close();
  });

  it('that the server refused changed nothing, and it says so', async () => {
    const page = await open('/incidents/431');
    await page.route('**/acknowledgement', (route) => route.fulfill(problem(403, 'forbidden')));
    await page.getByRole('button', { name: 'Quittieren', exact: true }).tap();
    await page.getByRole('alert').filter({ hasText: 'Nichts wurde geändert' }).waitFor();
    expect(await page.getByText('Unklar, ob').count()).toBe(0);
    await page.context().close();
  });

  it('says until when it holds, and a resolved incident that it is resolved', async () => {
    const page = await open('/incidents/431');
    await page.getByRole('button', { name: 'Quittieren', exact: true }).tap();
    await page.getByText(/^Quittiert von Ihnen, gilt bis \d\d:\d\d/).waitFor();
    await page
      .getByText(/Ist der Vorfall bis \d\d:\d\d.* nicht behoben, verfällt die Quittierung/)
      .waitFor();
    await page.goto('/incidents/427');
    await page.getByText('Niemand wird mehr alarmiert: Er ist behoben.').waitFor();
    await page.context().close();
  });
});

/** Somebody declares an incident, about which whoever is signed in is paged. */
const declare = (page: Page, title: string) =>
  page.evaluate(async (said) => {
    await fetch('/api/v1/incidents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: said, severity: 'page', subject: 'shop' }),
    });
  }, title);

describe('an acknowledgement of which no answer comes', () => {
  const bar = (page: Page) => page.getByRole('region', { name: 'Sie werden alarmiert' });
  const calm = (page: Page) =>
    page.locator('section[data-settling]').waitFor({ state: 'detached' });

  it('is given up after ten seconds; each of its buttons says how it stands, in words', async () => {
    const { page } = await screen(browser, PHONE);
    await page.clock.install();
    await page.goto('/incidents/431');
    await page.getByRole('button', { name: 'Quittieren', exact: true }).waitFor();
    await page.clock.runFor(5_000);
    await page.getByRole('button', { name: /^Nicht scharf/ }).waitFor();
    await declare(page, 'Niemand kann bezahlen');
    await page.goto('/incidents/INC-432');
    await page.clock.runFor(5_000);
    await bar(page).getByRole('button', { name: 'Quittieren' }).waitFor();
    await page.clock.runFor(1_000);
    await calm(page);
    await page.route('**/acknowledgement', () => undefined);
    await page.locator('main').getByRole('button', { name: 'Quittieren', exact: true }).tap();
    await page.locator('main').getByRole('button', { name: 'Wird quittiert…' }).waitFor();
    await bar(page).getByRole('button', { name: 'Wird quittiert…' }).waitFor();
    await page.clock.runFor(10_500);
    await page.locator('main').getByText('INC-432 ist NICHT quittiert.').waitFor();
    await bar(page).getByText('INC-432 ist NICHT quittiert.').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.clock.runFor(1_000);
    await calm(page);
    await bar(page).getByRole('button', { name: 'Quittieren' }).tap();
    await bar(page).getByText('INC-432 quittiert:').waitFor();
    await page.getByText(/^Quittiert von Ihnen/).waitFor();
    expect(await page.getByText('NICHT quittiert').count()).toBe(0);
    await page.context().close();
  });

  it('and that arrived all the same is said to be done, though its line is gone', async () => {
    const page = await open('/slos');
    await page.getByRole('button', { name: /^Nicht scharf/ }).waitFor();
    await declare(page, 'Niemand kann bezahlen');
    await bar(page).getByRole('button', { name: 'Quittieren' }).waitFor();
    await page.route('**/acknowledgement', async (route) => {
      await route.fetch({ maxRetries: 3 });
      await route.abort();
    });
    await bar(page).getByRole('button', { name: 'Quittieren' }).tap();
    await bar(page).getByText('INC-432 quittiert:').waitFor();
    await page.context().close();
  });

  it('taken back in a dialog says over the dialog how it stands', async () => {
    const page = await open('/incidents/431');
    await page.getByRole('button', { name: 'Quittieren', exact: true }).tap();
    await page.getByRole('button', { name: 'Quittierung zurücknehmen' }).tap();
    await page.route('**/unacknowledgement', (route) => route.abort());
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Zurücknehmen' }).tap();
    await dialog.getByText('INC-431 ist quittiert, von Ihnen.').waitFor();
    await page.context().close();
  });
});

describe('who is paged next', () => {
  const down = (name: string) => async (route: Route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const status = (await response.json()) as { components: { name: string; state: string }[] };
    for (const one of status.components) if (one.name === name) one.state = 'down';
    await route.fulfill({ response, json: status });
  };

  it.each([['worker'], ['postgres']])('is held up while %s is down', async (name) => {
    const { page } = await screen(browser, PHONE);
    await page.route('**/api/v1/status', down(name));
    await page.goto('/incidents/431');
    await page.getByRole('alert').filter({ hasText: 'Die Alarmierung steht' }).waitFor();
    expect(await page.getByText('geht die nächste Alarmierung hinaus um').count()).toBe(0);
    await page
      .getByRole('status', { name: 'Systemzustand' })
      .getByText(/niemand alarmiert/)
      .waitFor();
    await page.context().close();
  });

  it('is held up, and new alerts are not taken in, while the server does not answer', async () => {
    const page = await open('/incidents/431');
    await page.getByText('geht die nächste Alarmierung hinaus um').waitFor();
    await page.route('**/api/v1/status', (route) =>
      route.fulfill({ status: 502, headers: VIA, body: '' }),
    );
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'Die Alarmierung ist ungewiss' }).waitFor();
    await page.getByText(/nimmt er keine neuen Alarme an/).waitFor();
    await page.context().close();
  });

  it('is being worked out right after an incident began: not nobody', async () => {
    const { page } = await screen(browser, PHONE);
    let asked = 0;
    await page.route('**/api/v1/incidents/431/escalation', async (route) => {
      asked += 1;
      if (asked > 1) return route.continue();
      return route.fulfill({
        json: {
          runs: [],
          next: null,
          pending: true,
          hasteRefused: null,
          acknowledgedUntil: null,
          awaited: [],
        },
      });
    });
    await page.goto('/incidents/431');
    await page.getByText('Wer alarmiert wird, wird gerade ermittelt.').waitFor();
    await page.getByText('geht die nächste Alarmierung hinaus um').waitFor();
    expect(await page.getByText('Niemand wird darüber alarmiert').count()).toBe(0);
    await page.context().close();
  });
});

describe('what happened', () => {
  it('says that a page went out late, and that an acknowledgement lapsed: nobody took it back', async () => {
    const { page } = await screen(browser, PHONE);
    const actor = { kind: 'system', id: 'escalation', name: 'Leitstand' };
    const said = (seq: number, kind: string, data: object) => ({
      seq,
      at: '2026-03-02T03:12:00.000Z',
      kind,
      actor,
      data,
      hash: String(seq).repeat(64),
    });
    const items = [
      said(1, 'unacknowledged', { because: 'acknowledge-timeout' }),
      said(2, 'escalation.paged', {
        step: 2,
        route: 'step',
        people: [{ user: 'b' }],
        late: 39,
        missed: 1,
      }),
      said(3, 'unacknowledged', {}),
      said(4, 'escalation.paged', {
        step: 1,
        route: 'step',
        people: [{ user: 'a' }, { user: 'c' }],
        late: 0,
        missed: 0,
      }),
    ];
    const people = [
      { id: 'a', name: 'Anna Lindqvist' },
      { id: 'c', name: 'Ben Okafor' },
    ];
    await page.route('**/timeline*', (route) =>
      route.fulfill({ json: { items, nextCursor: null, brokenAt: null, people, pinned: [] } }),
    );
    await page.goto('/incidents/431');
    const entries = page.getByRole('list', { name: 'Verlauf' }).getByRole('listitem');
    await entries.nth(3).waitFor();
    const texts = await entries.locator(':scope > span:last-child > span').allInnerTexts();
    expect(texts.map((text) => text.replace(/ Anheften$/, ''))).toEqual([
      'Alarmiert: Anna Lindqvist, Ben Okafor, durch Schritt 1 Leitstand',
      'Quittierung zurückgenommen Leitstand',
      'Eine Person alarmiert, durch Schritt 2: 39 Sekunden zu spät, ein Schritt fiel aus Leitstand',
      'Quittierung verfallen: Der Vorfall wurde 30 Minuten lang nicht behoben Leitstand',
    ]);
    await page.context().close();
  });
});

describe('a session that ended', () => {
  it('leaves nothing on screen current, though the state of the systems is still told', async () => {
    const page = await open('/incidents');
    await page.getByRole('button', { name: /Live-Daten: Live/ }).waitFor();
    await page.route(/\/api\/v1\/(?!status)/, (route) =>
      route.fulfill(problem(401, 'unauthenticated')),
    );
    await page.getByRole('link').filter({ hasText: 'INC-431' }).dispatchEvent('click');
    await page.getByRole('dialog', { name: 'Ihre Sitzung ist beendet' }).waitFor();
    await page
      .getByLabel(/Live-Daten: Veraltet seit \d\d:\d\d/)
      .first()
      .waitFor();
    await page.context().close();
  });
});

describe('what to do about it', () => {
  it('stands above what happened so far: the runbook of what burns', async () => {
    const page = await open('/incidents/431');
    const runbook = page.getByRole('region', { name: 'Runbook' }).getByRole('link').first();
    await runbook.waitFor();
    await page.getByRole('list', { name: 'Verlauf' }).getByRole('listitem').first().waitFor();
    const top = (await runbook.boundingBox())?.y ?? 9_999;
    const timeline = (await page.getByRole('list', { name: 'Verlauf' }).boundingBox())?.y ?? 0;
    expect(top).toBeLessThan(timeline);
    expect((await runbook.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.context().close();
  });
});
