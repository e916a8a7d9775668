import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '../document/slo-document.js';
import { objectiveOf, thresholdsOf } from '../objective.js';
import { parseExpression } from '../promql/expression.js';
import { ALERT_TIERS } from '../alert-tiers.js';
import { burnExpression } from './burn-rules.js';
import { compileFleet, compileSlo } from './compile.js';
import type { CompileOptions, SloFacts } from './options.js';
import { prometheusRule } from './rules.js';
import type { RuleGroup } from './rules.js';

const FACTS: SloFacts = {
  service: 'shop',
  team: null,
  territory: 'DE',
  runbookUrl: null,
  since: null,
};
const base: SloDocument = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'a' },
  spec: {
    subject: 'shop',
    target: '99',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 't{job="x",instance=~"y.*",code="1"}', bad: 'b' } },
  },
};
const compiled = (
  spec: Partial<SloDocument['spec']>,
  options: Partial<CompileOptions> = {},
): RuleGroup[] =>
  compileSlo(objectiveOf({ ...base, spec: { ...base.spec, ...spec } }), FACTS, options);
const expressions = (groups: RuleGroup[]): string[] =>
  groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
const exprOf = (groups: RuleGroup[], record: string): string => {
  const rule = groups
    .flatMap(({ rules }) => rules)
    .find((candidate) => 'record' in candidate && candidate.record === record);
  return rule?.expr ?? '';
};

describe('compiled rules', () => {
  const three = [
    { name: 'sale', threshold: '2s', when: { expression: 'sale', above: 1, release: 1 } },
    {
      name: 'peak',
      threshold: '450ms',
      when: { expression: 'time() - 5 # always', above: 40, release: 25 },
    },
    { name: 'normal', threshold: '200ms' },
  ];
  const latency = compiled({ indicator: { latency: { histogram: 'd', regimes: three } } });

  it('parse, each of them', () => {
    const all = [
      ...expressions(compileFleet()),
      ...expressions(latency),
      ...expressions(compiled({})),
      ...expressions(compiled({ indicator: { ratio: { total: 't', good: 'g' } } })),
    ];
    expect(all.map((expr) => parseExpression(expr)).filter((result) => !result.ok)).toEqual([]);
  });

  it('look at `up` of the same job and instance only', () => {
    expect(exprOf(compiled({}), 'leitstand:slo_total:inc30s')).toContain(
      'and on (job, instance) sum_over_time(up{job="x",instance=~"y.*"}[15m] offset 1m) > 0',
    );
  });

  it.each([
    ['off', 'NOW >= 0 < 1e14 and last_over_time(b[15m] offset 1m)'],
    ['zero', 'NOW >= 0 < 1e14'],
    ['guarded', 'NOW >= 0 < 1e14 and on (job, instance) sum_over_time(up[15m] offset 1m) > 0'],
  ] as const)('birth %s counts from zero: %s', (birth, fromZero) => {
    const now = '(last_over_time(b[29999ms] offset 30s) or b offset 30s)';
    expect(exprOf(compiled({ birth }), 'leitstand:slo_bad:inc30s')).toContain(
      `)\n  or\n  ((${fromZero.replace('NOW', now)}) unless (sqrt((last_over_time(b[2m] offset 1m) or b offset 1m)) < bool 1e7) == 0)\n)`,
    );
  });

  it('take ingestion offset and look-back from the options', () => {
    const expr = exprOf(
      compiled({}, { ingestionOffset: '90s', lookBack: '1h' }),
      'leitstand:slo_total:inc30s',
    );
    const series = 't{job="x",instance=~"y.*",code="1"}';
    expect(expr).toContain(
      `offset 90s) - ((${series} offset 2m or (last_over_time(${series}[1h] offset 2m) unless`,
    );
  });

  it('match whole thresholds however the client writes them', () => {
    expect(exprOf(latency, 'leitstand:slo_good:inc30s')).toContain('le=~"2|2\\\\.0"');
  });

  it.each([
    ['200ms', 'le="0.2"'],
    ['0.1ms', 'le="0.0001"'],
    ['0.05ms', 'le=~"0\\\\.00005|5e-05"'],
    ['0.025ms', 'le=~"0\\\\.000025|2\\\\.5e-05"'],
  ])('match a threshold of %s as Prometheus 3 writes it: %s', (threshold, matcher) => {
    const regimes = [{ name: 'all', threshold }];
    const expr = exprOf(
      compiled({ indicator: { latency: { histogram: 'd', regimes } } }),
      'leitstand:slo_good:inc30s',
    );
    expect(expr).toContain(`d_bucket{${matcher}}`);
  });

  it('read a bucket and its +Inf bucket of one scrape', () => {
    expect(exprOf(latency, 'leitstand:slo_good:inc30s')).toContain(
      '(d_bucket{le=~"2|2\\\\.0"} offset 30s or last_over_time(d_bucket{le=~"2|2\\\\.0"}[29999ms] offset 30s) unless ignoring (le) d_bucket{le="+Inf"} offset 30s)',
    );
  });

  it('let a regime hold only when none above it does', () => {
    const rules =
      latency[0]?.rules.filter((rule) => 'record' in rule && rule.record === 'leitstand:regime') ??
      [];
    expect(rules.map(({ labels }) => labels?.regime)).toEqual(['sale', 'peak', 'normal']);
    expect(rules[1]?.expr).toContain(
      'unless on () leitstand:regime{slo="a",origin="",regime="sale"} == 1',
    );
    expect(rules[2]?.expr).toBe('1 - sum(leitstand:regime{slo="a",origin="",regime=~"sale|peak"})');
  });

  it('write a scalar signal as a vector, comment and all', () => {
    expect(expressions(latency)).toContain('vector(\n  time() - 5 # always\n)');
  });

  it("say since when counts are about an objective, where its name was another one's", () => {
    const since = new Date('2026-03-01T12:00:00.400Z');
    const rules = compileSlo(objectiveOf(base), { ...FACTS, since });
    expect(exprOf(rules, 'leitstand:slo_since:timestamp_seconds')).toBe('vector(1772366401)');
    expect(exprOf(compiled({}), 'leitstand:slo_since:timestamp_seconds')).toBe('');
  });

  it('do not grow with the fleet', () => {
    expect(compileFleet().map(({ name, rules }) => [name, rules.length])).toEqual([
      ['leitstand-page', 31],
      ['leitstand-ticket', 10],
      ['leitstand-budget', 3],
    ]);
  });

  it('share no object, so that YAML writers need no anchors', () => {
    const labels = latency.flatMap(({ rules }) => rules.map((rule) => rule.labels));
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('come as a PrometheusRule, too', () => {
    expect(
      prometheusRule('slo-a', latency, { namespace: 'ops', labels: { release: 'prometheus' } }),
    ).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'slo-a', namespace: 'ops', labels: { release: 'prometheus' } },
      spec: { groups: latency },
    });
  });

  it('refuse a document nobody checked', () => {
    expect(() => compiled({ indicator: { ratio: { total: 'sum(', bad: 'b' } } })).toThrow(
      RangeError,
    );
  });
});

describe('the burn expression of one objective', () => {
  it.each(ALERT_TIERS.map((tier) => [tier.key, tier] as const))(
    'parses and names the objective everywhere: %s',
    (_, tier) => {
      const expr = burnExpression(tier, 'shop');
      expect(parseExpression(expr)).toMatchObject({ ok: true, value: { type: 'vector' } });
      expect(expr.match(/leitstand:[a-z_]+:\w+\{[^}]*slo="shop"\}/g)).toHaveLength(
        expr.match(/leitstand:/g)?.length ?? 0,
      );
    },
  );
});

describe('an objective', () => {
  it('has defaults and exact thresholds', () => {
    const objective = objectiveOf({
      ...base,
      spec: {
        ...base.spec,
        indicator: { latency: { histogram: 'd', regimes: [{ name: 'all', threshold: '300ms' }] } },
      },
    });
    expect(objective).toMatchObject({
      slug: 'a',
      name: 'a',
      minBadEvents: 5,
      alerting: true,
      birth: 'guarded',
    });
    expect(thresholdsOf(objective)).toEqual([{ regime: 'all', seconds: 0.3 }]);
    expect(thresholdsOf(objectiveOf(base))).toEqual([]);
  });
});
