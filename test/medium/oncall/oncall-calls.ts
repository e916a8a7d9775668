import type { TestActor } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';

/** Calls of one application, as somebody. */
export type Call = (
  actor: TestActor,
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  headers?: Readonly<Record<string, string>>,
) => ReturnType<TestApp['app']['inject']>;

export function callsOf({ app }: TestApp): Call {
  return (actor, method, path, payload, headers = {}) =>
    app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...actor.headers, ...headers },
      ...(payload ? { payload } : {}),
    });
}

/** A body of a schedule by whose members turns of a day follow each other. */
export function scheduleOf(members: readonly TestActor[], more: object = {}) {
  return {
    name: 'Shop',
    territory: 'DE',
    timeZone: 'Europe/Berlin',
    layers: [
      {
        name: 'first',
        rotation: {
          turn: 'daily',
          handoff: '09:00',
          anchor: '2026-01-05',
          members: members.map(({ email }) => email),
        },
      },
    ],
    ...more,
  };
}
