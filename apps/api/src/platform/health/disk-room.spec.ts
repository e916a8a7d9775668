import { describe, expect, it } from '@jest/globals';
import { judgeRoom, type Room } from './disk-room.js';

const room = (name: string, device: number, megabytes: number): Room => ({
  name,
  device,
  freeBytes: megabytes * 1e6,
  sizeBytes: 1e10,
});

describe('the room of the watched folders', () => {
  it.each([
    ['enough', [room('data', 1, 5000)], null, 'up', undefined],
    [
      'little',
      [room('data', 1, 5000), room('postgres', 2, 700), room('log', 3, 400)],
      null,
      'degraded',
      { code: 'disk-low', count: 400, names: ['postgres', 'log'] },
    ],
    [
      'none',
      [room('data', 1, 700), room('postgres', 2, 19)],
      null,
      'down',
      { code: 'disk-full', names: ['postgres'] },
    ],
    [
      'a quota used up, which only a write meets',
      [room('data', 1, 5000)],
      'EDQUOT',
      'down',
      { code: 'disk-full', names: ['log'] },
    ],
    ['nobody who reads the pipe', [room('data', 1, 5000)], 'EPIPE', 'degraded', undefined],
  ] as const)('%s', (_name, rooms, log, state, detail) => {
    expect(judgeRoom(rooms, 1e9, log)).toMatchObject({ state, ...(detail && { detail }) });
  });

  it('is said once for a file system that holds several, by the first name', () => {
    const rooms = [room('data', 1, 0), room('postgres', 1, 0), room('log', 1, 0)];
    expect(judgeRoom(rooms, 1e9, null)).toEqual({
      state: 'down',
      message: 'no room is left for data: free some, or enlarge the disk',
      detail: { code: 'disk-full', names: ['data'] },
    });
  });
});
