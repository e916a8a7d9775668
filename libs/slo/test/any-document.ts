import fc from 'fast-check';
import { isOneLine, isPlainText, nameOf } from '#contract';
import { CALENDAR_PERIODS } from '../src/index.js';
import type { IndicatorDocument, SloDocument, WindowDocument } from '../src/index.js';

const name = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/);
/** A title or a name as it is kept, in any script. */
const line = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    fc.constantFrom("it's", '{{ $labels.x }}'),
  )
  .map(nameOf)
  .filter((text) => text !== '' && isOneLine(text));
/** Words people write: quotes, line breaks, letters of any script; not blank. */
const words = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    fc.constantFrom('"quoted"', "it's", 'two\nlines', 'Größe – 日本', '{{ $labels.x }}', '100 %'),
  )
  .filter((text) => text.trim() !== '' && isPlainText(text));
const metric = fc.stringMatching(/^[a-z_:][a-z0-9_:]{0,12}$/);
const label = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((text) => text !== 'le');

/** A label value as PromQL text: double quotes with escapes, single quotes, or backquotes. */
const value = fc.oneof(
  fc
    .string({ maxLength: 12, unit: 'grapheme' })
    .map((text) => text.replaceAll('\ufffd', '')) // stands for what is no UTF-8: Prometheus refuses it
    .map((text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`),
  fc.constantFrom(`'it "quotes"'`, '`back\\slash`', '"new\\nline"', '"Zürich – 日本"', `"tab\\t"`),
);
const pattern = fc.constantFrom(
  '"5..|4[0-9]{2}"',
  '"(?:get|post)/.+"',
  '"/a\\\\d+"',
  '`/b\\w*`',
  '""',
  '"(?i)ü.*"',
);
const matcher = fc.oneof(
  fc.tuple(label, fc.constantFrom('=', '!='), value).map((parts) => parts.join('')),
  fc.tuple(label, fc.constantFrom('=~', '!~'), pattern).map((parts) => parts.join('')),
);

/** A plain selector in any of the spellings people use. */
export const anySelector = fc
  .tuple(metric, fc.array(matcher, { maxLength: 4 }), fc.constantFrom(',', ' , ', ',\n  '))
  .map(([series, matchers, between]) =>
    matchers.length === 0 ? series : `${series}{${matchers.join(between)}}`,
  );

const histogram = anySelector.filter((text) => !/^[^{]*_(?:bucket|count|sum)(?:\{|$)/.test(text));
const signal = fc.constantFrom(
  'sum(rate(requests_total[2m]))',
  'sum by (region) (rate(requests_total{path=~"/a|/b"}[1m])) # busiest',
  'hour() >= bool 8',
  'time() / 60',
  'max_over_time(load[5m:30s])',
);
const threshold = fc.oneof(
  fc.integer({ min: 1, max: 90_000 }).map((ms) => `${ms}ms`),
  fc.constantFrom('0.3s', '1.5s', '2s', '1m'),
);
const condition = fc
  .tuple(signal, fc.integer({ min: 1, max: 99 }), fc.nat(50))
  .map(([expression, above, less]) => ({ expression, above, release: above - less }));

const regimes = fc
  .uniqueArray(name, { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.tuple(
      ...names.map((one, i) =>
        i === names.length - 1
          ? fc.record({ name: fc.constant(one), threshold })
          : fc.record({ name: fc.constant(one), threshold, when: condition }),
      ),
    ),
  );

const indicator: fc.Arbitrary<IndicatorDocument> = fc.oneof(
  fc.record({ total: anySelector, bad: anySelector }).map((ratio) => ({ ratio })),
  fc.record({ total: anySelector, good: anySelector }).map((ratio) => ({ ratio })),
  fc
    .tuple(histogram, regimes)
    .map(([series, list]) => ({ latency: { histogram: series, regimes: list } })),
);
const window: fc.Arbitrary<WindowDocument> = fc.oneof(
  fc.integer({ min: 1, max: 366 }).map((days) => ({ rolling: `${days}d` })),
  fc.record({
    calendar: fc.constantFrom(...CALENDAR_PERIODS),
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
  }),
);
const texts = (text: fc.Arbitrary<string>) =>
  fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { maxKeys: 3 });

/** Any document that the check accepts. */
export const anyDocument: fc.Arbitrary<SloDocument> = fc.record({
  apiVersion: fc.constant('leitstand/v1' as const),
  kind: fc.constant('SLO' as const),
  metadata: fc.record(
    { name, displayName: line, labels: texts(line), annotations: texts(words) },
    { requiredKeys: ['name'] },
  ),
  spec: fc.record(
    {
      subject: name,
      team: name,
      owner: line,
      description: words,
      runbook: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      target: fc
        .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 9_999 }))
        .map(([whole, rest]) => `${whole}.${rest}`),
      window,
      indicator,
      alerting: fc.record(
        { minBadEvents: fc.nat(100), disabled: fc.boolean() },
        { requiredKeys: [] },
      ),
      birth: fc.constantFrom('guarded' as const, 'off' as const, 'zero' as const),
    },
    { requiredKeys: ['subject', 'target', 'window', 'indicator'] },
  ),
});
