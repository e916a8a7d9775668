import type { SloDocument } from '#slo';

const REGIMES = [
  {
    name: 'peak',
    threshold: '450ms',
    when: { expression: 'sum(rate(http_requests_total[2m]))', above: 40, release: 25 },
  },
  { name: 'normal', threshold: '200ms' },
];

/** `count` objectives over 100 services, every third a latency objective with two regimes. */
export function objectives(count: number): SloDocument[] {
  return Array.from({ length: count }, (_, i) => {
    const selector = `http_requests{job="service-${i % 100}",route="/route-${i}"}`;
    const total = selector.replace('http_requests', 'http_requests_total');
    const bad = total.replace('}', ',code=~"5.."}');
    const indicator =
      i % 3 === 0
        ? { latency: { histogram: selector, regimes: REGIMES } }
        : { ratio: { total, bad } };
    return {
      apiVersion: 'leitstand/v1',
      kind: 'SLO',
      metadata: {
        name: `objective-${i}`,
        displayName: `Objective number ${i}`,
        labels: { tier: String(i % 3) },
      },
      spec: {
        subject: `service-${i % 100}`,
        description: 'Requests of customers that are answered well.',
        target: '99.9',
        window: { rolling: '30d' },
        indicator,
      },
    };
  });
}
