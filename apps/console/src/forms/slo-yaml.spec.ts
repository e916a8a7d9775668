import { describe, expect, it } from '@jest/globals';
import { pathParts, placeProblems, readYaml } from './slo-yaml.js';

const GOOD = `apiVersion: leitstand/v1
kind: SLO
metadata:
  name: shop-availability
spec:
  subject: shop
  target: "99.9"
  window:
    rolling: 30d
  indicator:
    ratio:
      total: http_requests_total{job="shop"}
      bad: http_requests_total{job="shop", code=~"5.."}
`;

describe('pathParts', () => {
  it('splits names and positions', () => {
    expect(pathParts('spec.regimes[0].when')).toEqual(['spec', 'regimes', 0, 'when']);
    expect(pathParts('spec.regimes.1.name')).toEqual(['spec', 'regimes', 1, 'name']);
    expect(pathParts('')).toEqual([]);
  });
});

describe('readYaml', () => {
  it('accepts a complete document', () => {
    expect(readYaml(GOOD)).toMatchObject({ name: 'shop-availability', problems: [] });
  });
  it('advises where something is allowed but doubtful', () => {
    const codes = readYaml(
      GOOD.replace('bad: http_requests_total{job="shop", ', 'bad: http_requests_total{'),
    ).advice.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['not-a-subset', 'no-runbook']));
  });
  it('advises at its line where a text is compared that reads as a pattern', () => {
    const { advice } = readYaml(GOOD.replace('code=~"5.."', 'code="5xx"'));
    const [line] = advice.filter(({ code }) => code === 'text-like-pattern');
    expect(line).toMatchObject({ path: 'spec.indicator.ratio.bad', line: 13 });
    expect(line?.message).toContain('Did you mean code=~"5.."?');
  });
  it('finds the line of a wrong field', () => {
    const { problems } = readYaml(GOOD.replace('"99.9"', '"120"'));
    expect(problems).toEqual([expect.objectContaining({ path: 'spec.target', line: 7 })]);
  });
  it('says where YAML stops being YAML', () => {
    const { value, problems } = readYaml('a: [1,\nb: 2');
    expect(value).toBeNull();
    expect(problems[0]).toMatchObject({ code: 'yaml-invalid', path: '' });
    expect(problems[0]?.line).toBeGreaterThan(0);
  });
});

describe('placeProblems', () => {
  it('points at the nearest field that exists', () => {
    const [present, absent] = placeProblems(GOOD, [
      { path: 'spec.subject', code: 'unknown-subject', message: '' },
      { path: 'spec.indicator.ratio.good', code: 'required', message: '' },
    ]);
    expect(present?.line).toBe(6);
    expect(absent?.line).toBe(12);
  });
});
