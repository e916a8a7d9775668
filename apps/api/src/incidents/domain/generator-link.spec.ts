import { describe, expect, it } from '@jest/globals';
import { liveGenerator } from './generator-link.js';

const GRAPH = 'http://127.0.0.1:4704/graph?g0.expr=up';

describe('the address of what fired', () => {
  it.each([
    ['without the path below which ours answers', GRAPH, 'http://127.0.0.1:4704/secret', null],
    [
      'below that path',
      `http://127.0.0.1:4704/secret/graph`,
      'http://127.0.0.1:4704/secret/',
      `http://127.0.0.1:4704/secret/graph`,
    ],
    [
      'below a path that only begins alike',
      `http://127.0.0.1:4704/secrets`,
      'http://127.0.0.1:4704/secret',
      null,
    ],
    ['of a server without a path', GRAPH, 'http://127.0.0.1:4704', GRAPH],
    ['of another server', GRAPH, 'https://prometheus.example.org/p', GRAPH],
    ['that is none', 'nothing', 'http://127.0.0.1:4704/secret', 'nothing'],
    ['that is not told', null, 'http://127.0.0.1:4704/secret', null],
  ])('%s', (_case, address, prometheus, live) => {
    expect(liveGenerator(address, prometheus)).toBe(live);
  });
});
