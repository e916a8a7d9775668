import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { components } from '#contract/api';
import { until } from '../harness/until.js';
import { Instance } from '../launcher/launched.js';

type Schemas = components['schemas'];
type Timeline = Schemas['IncidentTimeline'];

const EMAIL = 'ada@example.com';
/** Button to mail, in seconds, as promised; scraping, rules, grouping and delivery are all in it. */
const PROMISED = 180;
const TAKEN = /Ada Adminson acknowledged on [^<]+/;

/** Somebody with a browser at an instance. */
class Visitor {
  private cookie = '';

  constructor(private readonly base: string) {}

  /** Becomes the first administrator by the link that the launcher printed. */
  async arrive(token: string): Promise<void> {
    const password = randomBytes(18).toString('base64url');
    const body = { token, name: 'Ada Adminson', email: EMAIL, password, locale: 'en' };
    const response = await this.send('POST', '/api/v1/access/first-run', body);
    expect(response.status).toBe(201);
    this.cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.send('GET', path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async items<T>(path: string): Promise<readonly T[]> {
    return (await this.get<{ items: readonly T[] }>(path)).items;
  }

  /** The share of requests to the sample shop that fail from now on. */
  async burn(errors: number): Promise<void> {
    expect((await this.send('PUT', '/api/v1/sample', { errors })).status).toBe(200);
  }

  /** Changes the target (percent) of an SLO. */
  async promise(slo: string, target: string): Promise<void> {
    const path = `/api/v1/slos/${slo}`;
    const { document } = await this.get<Schemas['SloDetail']>(path);
    const changed = { ...document, spec: { ...document.spec, target } };
    const response = await this.send('PUT', path, changed);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  private send(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.base}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.base,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
}

// The real program with its real servers: what a user sees who presses *Burn it* on a fresh instance.
describe('a broken shop', () => {
  const instance = new Instance();
  let ada: Visitor;
  let incident: Schemas['Incident'];
  let link: string;

  const pagesAbout = async ({ name }: Schemas['Incident']) =>
    (await ada.items<Schemas['SampleMail']>('/api/v1/sample/mails')).filter(({ subject }) =>
      subject.includes(` ${name}:`),
    );
  const current = () => ada.get<Schemas['IncidentDetail']>(`/api/v1/incidents/${incident.name}`);
  const timeline = () => ada.get<Timeline>(`/api/v1/incidents/${incident.name}/timeline`);
  const kinds = async () => (await timeline()).items.map(({ kind }) => kind);

  beforeAll(async () => {
    await instance.begin({}, 240);
    ada = new Visitor(`http://127.0.0.1:${instance.base}`);
    const { output } = instance.launched;
    await ada.arrive(/one-time admin link: \S+\?token=(\S+)/.exec(output)?.[1] ?? '');
  }, 270_000);
  afterAll(() => instance.end(), 60_000);

  it('pages whoever is on call by mail within three minutes, about one incident', async () => {
    await until(
      'the sample rota',
      async () => (await ada.items('/api/v1/schedules')).length > 0,
      60_000,
    );
    await ada.burn(0.05);
    const pressed = performance.now();
    const mail = await until('a page', firstPage, PROMISED * 1000);
    expect((performance.now() - pressed) / 1000).toBeLessThan(PROMISED);
    expect(mail.subject).toBe(`[Sample] ${incident.name}: ${incident.title}`);
    expect(mail.text).toContain(`About: ${incident.slo}, ${incident.subject}\n`);
    expect(mail.text).toContain(`http://127.0.0.1:${instance.base}/incidents/${incident.name}\n`);
    link = /http:\S+\/ack\?token=\S+/.exec(mail.text)?.[0] ?? '';
    expect(new URL(link).port).toBe(String(instance.base));
  }, 260_000);

  /** The errors break several promises, each an incident of its own; which is the first depends on what was counted before. */
  async function firstPage() {
    const open = await ada.items<Schemas['Incident']>('/api/v1/incidents?state=open&class=page');
    const slos = open.map(({ slo }) => slo);
    expect(slos).toEqual([...new Set(slos)]);
    const first = open.at(-1);
    if (!first) return null;
    incident = first;
    return (await pagesAbout(first))[0];
  }

  it('is acknowledged by pressing the button behind the link, not by opening it', async () => {
    const opened = await fetch(link);
    expect(opened.status).toBe(200);
    const nonce = /name="nonce" value="([^"]+)"/.exec(await opened.text())?.[1] ?? '';
    const token = new URL(link).searchParams.get('token') ?? '';
    expect((await current()).state).toBe('triggered');

    const press = async () => {
      const body = new URLSearchParams({ token, nonce });
      const response = await fetch(new URL('/ack', link), { method: 'POST', body });
      expect(response.status).toBe(200);
      return response.text();
    };
    // Nobody reads the page within a second, so that what opens links by itself has pressed nothing.
    const said = await until('taken on', async () => TAKEN.exec(await press())?.[0]);
    expect(await press()).toContain(said);
    expect(await current()).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { name: 'Ada Adminson' },
    });
    expect((await kinds()).filter((kind) => kind === 'acknowledged')).toHaveLength(1);
  });

  it('is the same incident after a stop and a start, about which nobody is paged again', async () => {
    const [before, paged] = [await current(), await pagesAbout(incident)];
    expect(paged).toHaveLength(1);
    await instance.stop();
    await instance.begin({}, 150);
    const after = await current();
    expect(after).toMatchObject({ id: before.id, state: 'acknowledged' });
    expect(after.acknowledgedAt).toBe(before.acknowledgedAt);
    expect(await pagesAbout(incident)).toEqual(paged);
  }, 200_000);

  it('is over when the alerts are, and its timeline tells all of it', async () => {
    await ada.burn(0);
    // Errors leave the alert's short window after five minutes; a promise that leaves room for them is kept at once.
    await ada.promise(incident.slo ?? '', '90');
    await until('resolved', async () => (await current()).state === 'resolved', 180_000);
    expect(await current()).toMatchObject({ automatic: true, firing: 0 });
    expect((await timeline()).brokenAt).toBeNull();
    const story = await kinds();
    expect(story.slice(0, 3)).toEqual(['triggered', 'escalation.started', 'escalation.paged']);
    expect(story).toContain('acknowledged');
    expect(story.slice(-2)).toEqual(['alerts.resolved', 'resolved']);
    expect(await pagesAbout(incident)).toHaveLength(1);
  }, 240_000);
});
