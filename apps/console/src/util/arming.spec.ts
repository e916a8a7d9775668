import { describe, expect, it } from '@jest/globals';
import { OFF, arming, armingAt, type Arming, type ArmingEvent } from './arming.js';

const after = (...events: readonly ArmingEvent[]): Arming => events.reduce(arming, OFF);
const pressed: ArmingEvent = { type: 'pressed' };
const heard = (at: number): ArmingEvent => ({ type: 'heard', at });
const missed = (at: number): ArmingEvent => ({ type: 'missed', at });
const ended = (because: 'silent' | 'refused' | null = null): ArmingEvent => ({
  type: 'ended',
  because,
});

describe('a console', () => {
  it.each<[string, readonly ArmingEvent[], Arming]>([
    ['is not armed at first', [], OFF],
    ['is not armed by a press alone', [pressed], { state: 'arming' }],
    ['is armed once the server counts on it', [pressed, heard(5)], { state: 'armed', heardAt: 5 }],
    ['stays so', [pressed, heard(5), heard(20)], { state: 'armed', heardAt: 20 }],
    ['is not armed twice', [pressed, heard(5), pressed], { state: 'armed', heardAt: 5 }],
    [
      'is lost since the last word of the server, not since it was missed',
      [pressed, heard(5), missed(20), missed(23)],
      { state: 'lost', since: 5 },
    ],
    [
      'is lost since the first try where the server never answered',
      [pressed, missed(7), missed(10)],
      { state: 'lost', since: 7 },
    ],
    [
      'is armed again without a press when the server is back',
      [pressed, heard(5), missed(20), heard(40)],
      { state: 'armed', heardAt: 40 },
    ],
    ['is unarmed by a press', [pressed, heard(5), ended()], OFF],
    ['says that its sound does not play', [pressed, ended('silent')], after(ended('silent'))],
    [
      'says that the server refused',
      [pressed, ended('refused')],
      { state: 'off', because: 'refused' },
    ],
    ['forgets why it was not, when pressed again', [ended('silent'), pressed], { state: 'arming' }],
    ['is not armed by an answer to what was given up', [pressed, ended(), heard(9)], OFF],
    ['is not lost by one either', [pressed, ended(), missed(9)], OFF],
  ])('%s', (_, events, state) => {
    expect(after(...events)).toEqual(state);
  });

  it('that slept is lost before it notices', () => {
    const armed = after(pressed, heard(1000));
    expect(armingAt(armed, 30_999)).toEqual(armed);
    expect(armingAt(armed, 31_000)).toEqual({ state: 'lost', since: 1000 });
    expect(armingAt(OFF, 99_000)).toEqual(OFF);
  });
});
