import type { EscalationPolicy } from '../../src/api/contract.js';
import { ago } from '../time.js';

export function policies(now: Date): EscalationPolicy[] {
  const common = { labels: {}, sample: false, waiver: null };
  return [
    {
      ...common,
      slug: 'everything',
      name: 'Everything else',
      description: 'What no other policy is for.',
      territory: 'DE',
      serves: { subjects: [], teams: [], default: true },
      steps: [{ delay: '15m', targets: [{ schedule: 'platform' }] }],
      repeat: 2,
      fallback: { user: 'anna.lindqvist@example.org' },
      version: 1,
      updatedAt: ago(now, { days: 40 }),
    },
    {
      ...common,
      slug: 'payments',
      name: 'Payments',
      description: '',
      territory: 'DE',
      serves: { subjects: [], teams: ['payments'], default: false },
      steps: [
        { delay: '5m', targets: [{ schedule: 'payments' }] },
        { delay: '10m', targets: [{ schedule: 'payments' }, { user: 'ben.okafor@example.org' }] },
      ],
      repeat: 'until-acknowledged',
      fallback: { user: 'anna.lindqvist@example.org' },
      version: 3,
      updatedAt: ago(now, { days: 6 }),
    },
  ];
}
