import { describe, expect, it } from '@jest/globals';
import { declared, declaredEntry, type Declaration } from './declared.js';
import { noon } from './incident-examples.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const declaration: Declaration = {
  title: 'Nobody can pay',
  severity: 'critical',
  territory: 'DE',
  subject: 'shop',
  note: null,
};

describe('an incident that people declare', () => {
  it('is triggered, of the class of its severity, and of a group that no alert has', () => {
    const incident = declared(declaration, { id: 'i-1', topicId: 't-1' }, noon);
    expect(incident).toMatchObject({
      title: 'Nobody can pay',
      state: 'triggered',
      class: 'page',
      severity: 'critical',
      groupKey: 'declared|i-1',
      source: null,
      startedAt: noon,
      triggeredAt: noon,
      version: 1,
    });
  });

  it.each<[string | null, object]>([
    [null, { title: 'Nobody can pay', class: 'page', severity: 'critical', subject: 'shop' }],
    [
      'since ten',
      {
        title: 'Nobody can pay',
        class: 'page',
        severity: 'critical',
        subject: 'shop',
        note: 'since ten',
      },
    ],
  ])('begins its timeline with what they said: %s', (note, data) => {
    expect(declaredEntry({ ...declaration, note }, anna)).toEqual({
      kind: 'declared',
      actor: anna,
      data,
    });
  });
});
