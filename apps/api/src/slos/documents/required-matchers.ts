import { lackingMatcher, parseMatchers, writtenExpressions } from '#slo';
import type { FieldError } from '../../platform/kernel/domain-error.js';

/**
 * Where the PromQL of a document reads series that its territory may not: each selector must carry the territory's label matchers.
 * @param document checked or not
 * @param territory code, for the words
 * @param matchers as the territory has them
 */
export function lackingMatchers(
  document: unknown,
  territory: string,
  matchers: string,
): FieldError[] {
  const read = parseMatchers(matchers);
  if (!read.ok) throw new RangeError(`matchers of ${territory}: ${read.error.message}`); // they were checked when they were set
  const required = read.value;
  if (required.length === 0) return [];
  return writtenExpressions(document).flatMap(({ path, text }) => {
    const lack = lackingMatcher(text, required);
    if (lack === undefined) return [];
    const { at, selector, matcher } = lack;
    const message = `At ${at} of this field: the selector ${selector} lacks ${matcher}, which every selector of ${territory} must carry.`;
    return [{ path, code: 'promql-matcher-missing', message }];
  });
}
