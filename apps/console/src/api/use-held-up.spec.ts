import { describe, expect, it } from '@jest/globals';
import type { SystemComponent } from './contract.js';
import { heldUp } from './use-held-up.js';

const status = (name: SystemComponent['name'], state: SystemComponent['state']) => ({
  components: [{ name, state, since: '', message: null, detail: null } as SystemComponent],
});

describe('what keeps people from being paged', () => {
  it.each<[Parameters<typeof heldUp>[0], ReturnType<typeof heldUp>]>([
    [undefined, null],
    [null, 'unknown'],
    [status('worker', 'up'), null],
    [status('worker', 'down'), 'trouble:name.worker'],
    [status('postgres', 'down'), 'trouble:name.postgres'],
    [status('prometheus', 'down'), null],
  ])('with %j is %s', (given, held) => {
    expect(heldUp(given)).toBe(held);
  });
});
