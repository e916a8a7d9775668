import type { Settings } from '../../apps/api/src/platform/config/settings.js';
import { RuleTexts, type RuleText } from '../../apps/api/src/slos/documents/rule-texts.js';
import { textHash } from '../../apps/api/src/slos/domain/rule-files.js';

/** What an SLO carries that is to become poisoned; the label's value is the expression. */
export const POISON = 'poison';

/**
 * Compiles rules that Prometheus refuses, for SLOs that are marked: our reader lets fewer and fewer of them through, and what is done
 * of those that it might miss has to be seen all the same.
 */
class PoisonedRuleTexts extends RuleTexts {
  override slo(slo: Parameters<RuleTexts['slo']>[0]): RuleText {
    const compiled = super.slo(slo);
    const poison = slo.document.metadata.labels?.[POISON];
    if (poison === undefined) return compiled;
    const text = compiled.text.replace('expr: vector(1)', `expr: ${JSON.stringify(poison)}`);
    return { ...compiled, text, hash: textHash(text) };
  }
}

/** In the place of `RuleTexts`. */
export function poisonedRuleTexts(settings: Settings): RuleTexts {
  return new PoisonedRuleTexts({ publicUrl: settings.publicUrl });
}
