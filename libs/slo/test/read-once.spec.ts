import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { parseSloDocument } from '../src/document/read-slo-document.js';
import { lintSlo } from '../src/lint.js';
import { seriesRead } from '../src/read-series.js';
import { parseExpression } from '../src/promql/expression.js';
import { Reader } from '../src/promql/reader.js';
import { lackingMatcher, parseMatchers } from '../src/promql/required.js';

const reading = jest.spyOn(Reader.prototype, 'read');
afterEach(() => void reading.mockClear());

/** Everything that a request asks of a document. */
function request(name: string): void {
  const [total, bad] = [`${name}_total`, `${name}_total{code=~"5.."}`];
  const read = parseSloDocument({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'a' },
    spec: {
      subject: 'shop',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total, bad } },
    },
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const required = parseMatchers(`region="${name}"`);
  for (const { selector } of seriesRead(read.value.spec.indicator))
    expect(required.ok && lackingMatcher(selector, required.value)).toMatchObject({ selector });
  lintSlo(read.value);
}

describe('PromQL', () => {
  it('is read once by whatever comes to the same text', () => {
    request('once');
    expect(reading).toHaveBeenCalledTimes(3); // two selectors, and the matchers
  });

  it('means the same when it comes again', () => {
    for (const text of ['sum(', 'rate(up[5m])', 'up', '"a"'])
      expect(parseExpression(text)).toEqual(parseExpression(text));
  });

  it('is forgotten when there was much else since', () => {
    parseExpression('forgotten');
    for (let i = 0; i < 300; i += 1) parseExpression(`x{a="${'y'.repeat(9000)}${i}"}`);
    reading.mockClear();
    parseExpression('forgotten');
    expect(reading).toHaveBeenCalledTimes(1);
  });

  it('is not kept where it is longer than anything that a person writes', () => {
    const long = `x{a="${'y'.repeat(10_000)}"}`;
    parseExpression(long);
    parseExpression(long);
    expect(reading).toHaveBeenCalledTimes(2);
  });
});
