import { describe, expect, it } from '@jest/globals';
import { mondayBefore, samplePagingDocuments } from './sample-paging.js';

describe('the sample rota', () => {
  it.each([
    ['2026-03-02T00:00:00Z', '2026-02-23'],
    ['2026-03-08T23:59:00Z', '2026-02-23'],
    ['2026-01-01T12:00:00Z', '2025-12-22'],
  ])('at %s is under way since Monday, %s', (now, monday) =>
    expect(mondayBefore(new Date(now))).toBe(monday),
  );

  it('pages one person about the sample services of each territory that has some', () => {
    const person = { email: 'ann@example.org', timeZone: null };
    const services = [
      { territory: 'DE', subjects: ['shop', 'cart'] },
      { territory: 'FR', subjects: [] },
    ];
    expect(samplePagingDocuments(person, services, '2026-02-23')).toMatchObject([
      {
        kind: 'Schedule',
        metadata: { name: 'sample-de', labels: { sample: 'true' } },
        spec: { timeZone: 'UTC', layers: [{ rotation: { members: ['ann@example.org'] } }] },
      },
      {
        kind: 'EscalationPolicy',
        metadata: { name: 'sample-de', labels: { sample: 'true' } },
        spec: {
          serves: { subjects: ['shop', 'cart'] },
          steps: [{ targets: [{ schedule: 'sample-de' }] }],
          fallback: { user: 'ann@example.org' },
        },
      },
    ]);
  });
});
