import { PassThrough } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { declareEvent } from '../kernel/event.js';
import { StreamClient } from './stream-client.js';

for (const name of ['subject.changed', 'subject.seen'])
  declareEvent({
    name,
    summary: 'Something happened.',
    ids: 'names',
    audience: { permission: 'subject:read', refetch: [] },
  });

const at = new Date('2026-01-01T00:00:00Z');
const row = (id: number, ids: string[]) => ({
  tx: '7',
  id,
  type: 'subject.changed',
  ids,
  territory: 'DE',
  at,
});
const held = new Map([['subject:read', ['DE']]] as const);

/** A response that nobody reads from. */
function client() {
  const response = new PassThrough({ highWaterMark: 1024 });
  return {
    response,
    client: new StreamClient(
      { person: 'ann', held, expiresAt: null },
      response as unknown as ServerResponse,
    ),
  };
}

describe('one open stream', () => {
  it('is sent frames that end with the position of the last one', () => {
    const { response, client: ann } = client();
    ann.sendRows([row(1, ['a']), row(2, ['b'])], { tx: '7', id: 2, at });
    ann.heartbeat();
    expect(String(response.read())).toBe(
      'id: 7-2-1767225600\nevent: subject.changed\ndata: {"type":"subject.changed","ids":["a","b"],"at":"2026-01-01T00:00:00.000Z"}\n\n: alive\n\n',
    );
  });

  it('says where it stands with the last event of a run only: whoever comes back hears all of it again', () => {
    const { response, client: ann } = client();
    const seen = { ...row(2, ['a']), type: 'subject.seen' };
    ann.sendRows([row(1, ['a']), seen], { tx: '7', id: 2, at });
    const lines = String(response.read()).split('\n');
    expect(lines.filter((line) => /^(id|event):/.test(line))).toEqual([
      'event: subject.changed',
      'id: 7-2-1767225600',
      'event: subject.seen',
    ]);
  });

  it('is let go when its reader is too slow, and hears no more then', () => {
    const { response, client: ann } = client();
    for (let n = 0; n < 20_000 && !response.destroyed; n += 1)
      ann.send({ type: 'subject.changed', ids: ['a-subject-with-a-name'], at }, null);
    expect(response.destroyed).toBe(true);
    expect(response.writableLength).toBeLessThan(300 * 1024);
    expect(() => ann.heartbeat()).not.toThrow();
    ann.end('shutdown');
    expect([ann.gone, ann.endedBy]).toEqual([true, 'slow']);
  });
});
