import { describe, expect, it } from '@jest/globals';
import type { SystemStatus } from '../../api/contract.js';
import { aReading, aRow } from '../../components/slo/test-rows.js';
import { attentionOf, soonest } from './attention.js';

const status: SystemStatus = {
  version: '1',
  sample: true,
  now: '2026-11-20T12:00:00Z',
  components: [
    {
      name: 'redis',
      state: 'degraded',
      since: '2026-11-20T11:00:00Z',
      message: null,
      detail: null,
    },
    {
      name: 'prometheus',
      state: 'down',
      since: '2026-11-20T11:30:00Z',
      message: null,
      detail: null,
    },
    { name: 'postgres', state: 'up', since: '2026-11-01T00:00:00Z', message: null, detail: null },
  ],
};
const burning = (slug: string, rate1h: number, severity: 'page' | 'ticket') =>
  aRow(slug, { reading: aReading({ burn: { state: 'burning', rate1h, severity } }) });

describe('attentionOf', () => {
  it('puts dependencies first, the dead before the impaired', () => {
    expect(
      attentionOf(status, []).map((item) => item.kind === 'dependency' && item.component.name),
    ).toEqual(['prometheus', 'redis']);
  });
  it('shows each SLO once, by its worst reason, pages before tickets', () => {
    const rows = [
      aRow('fine'),
      aRow('silent', { reading: null }),
      aRow('unruly', { rules: { state: 'failed', message: 'x' } }),
      aRow('gone', { reading: aReading({ budget: { state: 'exhausted', leftShare: -1 } }) }),
      burning('ticket', 40, 'ticket'),
      burning('page', 15, 'page'),
    ];
    expect(
      attentionOf(undefined, rows).map(
        (item) => item.kind !== 'dependency' && [item.kind, item.row.slug],
      ),
    ).toEqual([
      ['burning', 'page'],
      ['burning', 'ticket'],
      ['exhausted', 'gone'],
      ['rules', 'unruly'],
      ['no-data', 'silent'],
    ]);
  });
  it('is empty when all is well', () => {
    expect(attentionOf({ ...status, components: [] }, [aRow('fine')])).toEqual([]);
  });
});

describe('soonest', () => {
  it('lists what runs out, soonest first, without what is gone already', () => {
    const at = (slug: string, exhaustsAt: string | null) =>
      aRow(slug, { reading: aReading({ exhaustsAt }) });
    const rows = [
      at('b', '2026-12-02T00:00:00Z'),
      at('never', null),
      at('a', '2026-12-01T00:00:00Z'),
      aRow('gone', {
        reading: aReading({
          budget: { state: 'exhausted', leftShare: -0.3 },
          exhaustsAt: '2026-11-20T11:59:00Z',
        }),
      }),
    ];
    expect(soonest(rows, 5).map(({ slug }) => slug)).toEqual(['a', 'b']);
    expect(soonest(rows, 1)).toHaveLength(1);
  });
});
