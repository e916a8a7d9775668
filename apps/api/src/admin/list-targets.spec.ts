import { describe, expect, it } from '@jest/globals';
import { targetLines } from './list-targets.js';

describe('what Prometheus scrapes', () => {
  it('stands in lines, what does not answer first and with its reason', () => {
    const error = 'Get "http://127.0.0.1:8080/metrics": connection refused';
    const targets = [
      { job: 'prometheus', address: 'http://127.0.0.1:4704/metrics', health: 'up', error: '' },
      { job: 'my-service', address: 'http://127.0.0.1:8080/metrics', health: 'down', error },
      { job: 'new', address: 'http://127.0.0.1:9/m', health: 'unknown', error: '' },
    ] as const;
    expect(targetLines(targets).split('\n')).toEqual([
      `DOWN     my-service  http://127.0.0.1:8080/metrics  ${error}`,
      'not yet  new         http://127.0.0.1:9/m',
      'up       prometheus  http://127.0.0.1:4704/metrics',
      '',
    ]);
  });

  it('may be nothing', () => {
    expect(targetLines([])).toBe('Prometheus scrapes nothing.\n');
  });
});
