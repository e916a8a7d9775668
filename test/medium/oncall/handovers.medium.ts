import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { components } from '#contract/api';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { callsOf, scheduleOf, type Call } from './oncall-calls.js';

type Handover = components['schemas']['Handover'];

let test: TestApp;
let call: Call;
let editor: TestActor;
let ann: TestActor;
let ben: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  call = callsOf(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Edith');
  ann = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ann');
  ben = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ben');
  await call(editor, 'PUT', '/schedules/shop', scheduleOf([ben]));
});
afterAll(() => test.close());

const waiting = async (who: TestActor) =>
  (await call(who, 'GET', '/me/handovers')).json<{ items: Handover[] }>().items;
const leave = async (who: TestActor, text: string) => {
  const answer = await call(who, 'POST', '/schedules/shop/handovers', { text });
  expect(answer.statusCode).toBe(201);
  return answer.json<Handover>();
};

describe('a note for whoever comes', () => {
  it('waits for whoever is on call, with what was open as it is now, until it is taken', async () => {
    const declared = await call(ann, 'POST', '/incidents', {
      title: 'Payments fail',
      territory: 'DE',
      severity: 'page',
    });
    expect(declared.statusCode).toBe(201);
    const { id } = declared.json<{ id: string }>();
    const note = await leave(ann, 'The queue is being drained.\nDo not restart it.');
    expect(note).toMatchObject({
      schedule: { slug: 'shop', name: 'Shop' },
      text: 'The queue is being drained.\nDo not restart it.',
      writtenBy: { name: 'Ann' },
      takenAt: null,
      incidents: [{ key: 'INC-1', title: 'Payments fail', state: 'triggered' }],
    });
    expect(await waiting(ann)).toEqual([]);
    expect(await waiting(ben)).toEqual([note]);
    await call(ann, 'POST', `/incidents/${id}/resolution`, {});
    expect((await waiting(ben))[0]?.incidents[0]?.state).toBe('resolved');
    const receipt = `/schedules/shop/handovers/${note.id}/receipt`;
    const taken = await call(ben, 'POST', receipt);
    expect([taken.statusCode, taken.json().takenBy.name]).toEqual([200, 'Ben']);
    expect((await call(ann, 'POST', receipt)).json()).toEqual(taken.json());
    expect(await waiting(ben)).toEqual([]);
    const { items } = (await call(editor, 'GET', '/schedules/shop/handovers')).json();
    expect(items).toEqual([taken.json()]);
  });

  it('waits for whoever stands in, and lists nothing where nothing is open', async () => {
    const note = await leave(ann, 'All calm.');
    expect(note.incidents).toEqual([]);
    const cat = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Cat');
    expect(await waiting(cat)).toEqual([]);
    const end = new Date(Date.now() + 3_600_000);
    await call(editor, 'POST', '/schedules/shop/overrides', { user: cat.email, end });
    expect(await waiting(cat)).toEqual([note]);
    expect(await waiting(ben)).toEqual([]);
  });

  it('is left and taken by those who take shifts there', async () => {
    const viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const swiss = await sessionOf(test, [{ role: 'responder', territories: ['CH'] }]);
    const [{ id } = { id: '' }] = (await call(viewer, 'GET', '/schedules/shop/handovers')).json()
      .items as Handover[];
    const post = (who: TestActor, path: string) =>
      call(who, 'POST', `/schedules/shop/handovers${path}`, { text: 'x' });
    expect((await post(viewer, '')).statusCode).toBe(403);
    expect((await post(viewer, `/${id}/receipt`)).statusCode).toBe(403);
    expect((await post(swiss, '')).statusCode).toBe(404);
    expect((await post(swiss, `/${id}/receipt`)).statusCode).toBe(404);
    expect((await call(swiss, 'GET', '/schedules/shop/handovers')).statusCode).toBe(404);
    const empty = await call(ann, 'POST', '/schedules/shop/handovers', { text: ' ' });
    expect(empty.json()).toMatchObject({ status: 400, errors: [{ path: 'text' }] });
  });
});
