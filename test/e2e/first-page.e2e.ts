import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { components } from '#contract/api';
import { launchBrowser } from '../harness/browser.js';
import { api, eventually, instance, settingOf } from '../harness/instance.js';
import { signedIn } from '../harness/session.js';

type Schemas = components['schemas'];

/** Of no SLO, so that nothing that other tests break joins it. */
const LABELS = { alertname: 'TillsStandStill', severity: 'page', service: 'shop' };
const began = new Date(Date.now() - 60_000).toISOString();
const NEVER = '0001-01-01T00:00:00Z';
/** A look of the engine, one of the sender, and the stream, on a busy machine. */
const PATIENCE_MS = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What Alertmanager sends. @param endsAt null = it fires */
async function alertmanagerSays(endsAt: string | null): Promise<void> {
  const status = endsAt === null ? 'firing' : 'resolved';
  const alert = {
    status,
    labels: LABELS,
    annotations: { summary: 'The tills stand still' },
    startsAt: began,
    endsAt: endsAt ?? NEVER,
    generatorURL: 'http://127.0.0.1/graph',
    fingerprint: '7e117e117e117e11',
  };
  const body = {
    version: '4',
    groupKey: '{}:{alertname="TillsStandStill"}',
    truncatedAlerts: 0,
    status,
    receiver: 'leitstand',
    groupLabels: { alertname: LABELS.alertname },
    commonLabels: LABELS,
    commonAnnotations: {},
    externalURL: 'http://127.0.0.1',
    alerts: [alert],
  };
  const response = await fetch(`${instance.url}/api/v1/integrations/alertmanager`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${settingOf('LEITSTAND_INTAKE_TOKEN')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

describe('the first page', () => {
  it('rings in an armed console, is acknowledged in its bar, and ends with the alert; the timeline tells all of it', async () => {
    const { page, context } = await signedIn(browser);
    await eventually(
      'the sample rota',
      90,
      async () => (await api<{ items: object[] }>('/schedules')).items.length > 0,
    );
    await page.goto('/');
    const card = page.getByRole('region', { name: 'This console' });
    await card.getByRole('button', { name: 'Arm this console' }).click();
    await card.getByText('Armed.').waitFor();

    const heard = page.waitForResponse(
      (response) => response.url().endsWith('/delivery') && response.status() === 204,
      { timeout: PATIENCE_MS },
    );
    await alertmanagerSays(null);
    const bar = page.getByRole('region', { name: 'You are being paged' });
    const line = bar.getByText(/^INC-\d+: The tills stand still$/);
    await line.waitFor({ timeout: PATIENCE_MS });
    const name = /INC-\d+/.exec(await line.innerText())?.[0] ?? '';
    await heard;
    await eventually(
      'the title blinks',
      20,
      async () => /^INC-\d+ pages you$/.test(await page.title()), // the instance may page about itself, too
    );

    const paged = bar.locator(':scope > div').filter({ hasText: name });
    await paged.getByRole('button', { name: 'Acknowledge' }).click();
    await bar.getByText(`${name} acknowledged: You`).waitFor();
    await line.waitFor({ state: 'detached' });

    await alertmanagerSays(new Date().toISOString());
    await eventually(
      'it is over',
      60,
      async () => (await api<Schemas['IncidentDetail']>(`/incidents/${name}`)).state === 'resolved',
    );
    const { items } = await api<Schemas['IncidentTimeline']>(`/incidents/${name}/timeline`);
    const kinds = items.map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(['triggered', 'escalation.started', 'escalation.paged']);
    expect(kinds).toContain('acknowledged');
    expect(kinds.slice(-2)).toEqual(['alerts.resolved', 'resolved']);
    await page.goto(`/incidents/${name}`);
    await page.getByText('Resolved').first().waitFor();
    await context.close();
  }, 240_000);
});
