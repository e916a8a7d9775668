import { describe, expect, it } from '@jest/globals';
import type { IncidentClass, IncidentSeverity } from '#contract';
import { classOf, severityOf, worstOf } from './severity.js';

describe('the class of an alert', () => {
  it.each<[string | undefined, IncidentSeverity, IncidentClass]>([
    ['page', 'page', 'page'],
    ['critical', 'critical', 'page'],
    ['emergency', 'emergency', 'page'],
    [' Critical ', 'critical', 'page'],
    ['ticket', 'ticket', 'ticket'],
    ['warning', 'ticket', 'ticket'],
    ['info', 'info', 'info'],
    ['none', 'info', 'info'],
    [undefined, 'page', 'page'],
    ['', 'page', 'page'],
    ['sev1', 'page', 'page'],
    ['constructor', 'page', 'page'],
    ['__proto__', 'page', 'page'],
  ])('of severity %j is decided by what everybody means: %s, %s', (word, severity, cls) => {
    expect(severityOf(word, {})).toBe(severity);
    expect(classOf(severity)).toBe(cls);
  });

  it('is decided by what the source means, if it says so', () => {
    const own = { sev3: 'ticket', warning: 'page' } as const;
    expect(['SEV3', 'warning', 'info'].map((word) => severityOf(word, own))).toEqual([
      'ticket',
      'page',
      'info',
    ]);
  });
});

describe('the worst of several', () => {
  it.each<[IncidentSeverity[], IncidentSeverity | null]>([
    [[], null],
    [['info'], 'info'],
    [['page', 'emergency', 'critical'], 'emergency'],
    [['ticket', 'page'], 'page'],
  ])('%j is %s', (all, worst) => {
    expect(worstOf(all)).toBe(worst);
  });
});
