import type { SubjectKind } from '#contract';
import type { ReactElement } from 'react';
import type { Reading } from '../../api/contract-slo.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import type { Translate } from '../../i18n/message-key.js';
import type { Language } from '../../util/format/locale.js';
import { formatEvents } from './amounts.js';
import { formatLeft } from '../../util/format/left.js';
import { eventNoun } from '../../api/nouns/objective.js';
import classes from './slo.module.css';

function leftWords(
  budget: Reading['budget'],
  kind: SubjectKind,
  t: Translate,
  language: Language,
): string {
  if (budget.leftEvents === null) return t('slos:left.none');
  const requests = eventNoun(kind) === 'requests';
  const allowed = formatEvents(budget.allowedBad, budget.allowedBad, language);
  if (budget.leftEvents < 0) {
    const over = formatEvents(-budget.leftEvents, budget.allowedBad, language);
    return t(requests ? 'slos:left.overRequests' : 'slos:left.overEvents', { over });
  }
  return t(requests ? 'slos:left.requests' : 'slos:left.events', {
    left: formatEvents(budget.leftEvents, budget.allowedBad, language),
    allowed,
  });
}

function briefWords(budget: Reading['budget'], t: Translate, language: Language): string {
  const left = budget.leftEvents ?? 0;
  const amount = (count: number): string => formatEvents(count, budget.allowedBad, language);
  return left < 0
    ? t('slos:left.over', { over: amount(-left) })
    : t('slos:left.of', { left: amount(left), allowed: amount(budget.allowedBad) });
}

/** How many bad events are left, in words: '312 of 1,000 requests'. */
export function useLeftWords(): (budget: Reading['budget'], kind: SubjectKind) => string {
  const t = useT();
  const language = useLanguage();
  return (budget, kind) => leftWords(budget, kind, t, language);
}

/** The budget as a bar: full is everything left, empty is nothing; overspent is hatched. Decoration beside the number. */
export function BudgetBar({
  left,
  state,
}: {
  left: number | null;
  state: Reading['budget']['state'];
}): ReactElement {
  const width = left === null ? 0 : Math.min(100, Math.max(0, left * 100));
  return (
    <span className={classes.bar} data-state={state} aria-hidden="true">
      <span className={classes.fill} style={{ width: `${width}%` }} />
    </span>
  );
}

/** Budget left as bar, percent and events; without data it says so and never looks full. Brief leaves the noun to readers and the hover text. */
export function BudgetLeft({
  reading,
  kind,
  brief = false,
}: {
  reading: Reading | null;
  kind: SubjectKind;
  brief?: boolean;
}): ReactElement {
  const language = useLanguage();
  const t = useT();
  const words = useLeftWords();
  const left = reading?.budget.leftShare ?? null;
  return (
    <span className={classes.two}>
      <span className={classes.leftLine}>
        <BudgetBar left={left} state={reading?.budget.state ?? 'no-data'} />
        <span className="ls-num">{left === null ? '–' : formatLeft(left, language)}</span>
      </span>
      {brief && reading?.budget.leftEvents !== null && reading ? (
        <span className={classes.second} title={words(reading.budget, kind)}>
          {briefWords(reading.budget, t, language)}
          <span className="ls-visually-hidden">
            {' '}
            {t(eventNoun(kind) === 'requests' ? 'slos:left.nounRequests' : 'slos:left.nounEvents')}
          </span>
        </span>
      ) : (
        <span className={classes.second}>
          {reading ? words(reading.budget, kind) : t('slos:left.none')}
        </span>
      )}
    </span>
  );
}
