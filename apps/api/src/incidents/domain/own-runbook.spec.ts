import { describe, expect, it } from '@jest/globals';
import { runbookFor } from './own-runbook.js';

const HERE = 'https://desk.example';
const page = `${HERE}/runbooks/leitstand/leitstandnodata`;
const incident = { name: 'INC-7', slo: 'shop-availability' };

describe('the runbook of an incident', () => {
  it.each([
    [page, incident, `${page}?incident=INC-7&slo=shop-availability`],
    [page, { name: 'INC-7', slo: null }, `${page}?incident=INC-7`],
    [`${page}?slo=x`, incident, `${page}?slo=x`],
    ['https://wiki.example/shop', incident, 'https://wiki.example/shop'],
    [
      'https://desk.example.org/runbooks/leitstand/a',
      incident,
      'https://desk.example.org/runbooks/leitstand/a',
    ],
  ])('%s, of %j', (address, about, given) => {
    expect(runbookFor(address, HERE, about)).toBe(given);
  });
});
