import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '#slo';
import { sloChange } from './slo-change.js';
import { sloChanged, sloDeleted } from './slo-events.js';
import { newSlo } from './slo.js';

const document: SloDocument = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'api' },
  spec: {
    subject: 'shop',
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 't', bad: 'b' } },
  },
};
const slo = newSlo('s-1', document, { subjectId: 'j', team: null, territory: 'DE' }, new Date(0));
const stricter = { ...slo, document: { ...document, spec: { ...document.spec, target: '99.99' } } };
const target = { kind: 'slo', id: 's-1', name: 'api' };

describe('a write of an SLO', () => {
  it.each([
    ['slo.created', null, slo, sloChanged],
    ['slo.changed', slo, stricter, sloChanged],
    ['slo.deleted', slo, null, sloDeleted],
  ] as const)('is told as %s', (action, before, after, event) => {
    expect(sloChange(before, after)).toEqual({
      entries: [
        {
          action,
          target,
          territory: 'DE',
          before: before?.document ?? null,
          after: after?.document ?? null,
        },
      ],
      events: [event.of(['api'], 'DE')],
    });
  });

  it('is one of something', () => {
    expect(() => sloChange(null, null)).toThrow('a change needs a before or an after');
  });
});
