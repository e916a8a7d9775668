import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isSignedBy, isSignedNow, readSignature } from './signature.js';

const KEY = 'lsa_key';
const BODY = Buffer.from('{"event":"firing"}');
const AT = 1_772_452_800;
const hex = createHmac('sha256', KEY).update(`${AT}.${BODY.toString()}`).digest('hex');
const signed = (header: string) => {
  const signature = readSignature(header);
  return signature !== null && isSignedBy(signature, BODY, KEY);
};

describe('a signature', () => {
  it.each<[string, string]>([
    ['as it is documented', `t=${AT},v1=${hex}`],
    [
      'with spaces, large letters and parts nobody knows',
      ` v0=aa, v1=${hex.toUpperCase()} , t=${AT}`,
    ],
    ['beside one of another key', `t=${AT},v1=${'0'.repeat(64)},v1=${hex}`],
  ])('fits %s', (_, header) => {
    expect(signed(header)).toBe(true);
  });

  it.each<[string, string]>([
    ['of another time', `t=${AT + 1},v1=${hex}`],
    ['of another key', `t=${AT},v1=${'0'.repeat(64)}`],
    ['that is cut', `t=${AT},v1=${hex.slice(1)}`],
    ['without a time', `v1=${hex}`],
    ['without a signature', `t=${AT}`],
    ['at no time that there is', `t=99999999999999999,v1=${hex}`],
    ['that is none', 'Bearer x'],
    ['that is empty', ''],
  ])('does not fit %s', (_, header) => {
    expect(signed(header)).toBe(false);
  });

  it('is of the body as it came', () => {
    const signature = readSignature(`t=${AT},v1=${hex}`);
    expect(signature && isSignedBy(signature, Buffer.from('{"event":"resolved"}'), KEY)).toBe(
      false,
    );
  });

  it.each([
    [600, true],
    [-600, true],
    [601, false],
    [-601, false],
  ])('made %i s before is of now: %s', (seconds, isNow) => {
    const signature = { at: AT, signatures: [] };
    expect(isSignedNow(signature, new Date((AT + seconds) * 1000))).toBe(isNow);
  });
});
