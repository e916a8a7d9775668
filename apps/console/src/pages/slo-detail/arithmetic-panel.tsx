import { useId } from 'react';
import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { useLeftWords } from '../../components/slo/budget-left.js';
import { eventNoun } from '../../api/nouns/objective.js';
import { useWindowText } from '../../hooks/use-slo-text.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatExactPercent } from '../../util/format/number.js';
import { formatTime } from '../../util/format/time.js';
import { arithmeticOf } from './arithmetic.js';
import classes from './slo-detail.module.css';

/** The lines of the sum, each with a name. */
function useLines(slo: SloDetail): [string, string][] {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const windowText = useWindowText();
  const words = useLeftWords();
  const { reading, objective, subject } = slo;
  const sum = reading && arithmeticOf(slo, reading, language);
  if (!reading || !sum) return [];
  const at = formatTime(new Date(reading.asOf), zone, language, 'datetime');
  const noun =
    eventNoun(subject.kind) === 'requests'
      ? 'slo-detail:events.requests'
      : 'slo-detail:events.events';
  const hundred = formatExactPercent('100', language);
  const rolling = objective.window.kind === 'rolling';
  return [
    [
      t('slo-detail:math.measured'),
      t('slo-detail:math.measuredText', {
        total: t(noun, { count: reading.total }),
        window: windowText(objective.window),
        at,
        bad: sum.bad,
      }),
    ],
    ['SLI', t('slo-detail:math.sliText', { good: sum.good, total: sum.total, sli: sum.sli })],
    [
      t('slo-detail:math.allowed'),
      t(rolling ? 'slo-detail:math.allowedRolling' : 'slo-detail:math.allowedCalendar', {
        hundred,
        target: sum.target,
        budget: sum.budget,
        base: sum.base,
        allowed: sum.allowed,
      }),
    ],
    [
      t('slo-detail:math.spent'),
      t('slo-detail:math.spentText', { bad: sum.bad, allowed: sum.allowed, spent: sum.spent }),
    ],
    [
      t('slo-detail:math.left'),
      t('slo-detail:math.leftText', {
        hundred,
        spent: sum.spent,
        left: sum.left,
        events: words(reading.budget, subject.kind),
      }),
    ],
    [
      t('slo-detail:math.burn'),
      sum.rate === null
        ? t('slo-detail:math.burnNone')
        : t('slo-detail:math.burnText', { rate: sum.rate }),
    ],
    [
      t('slo-detail:math.coverage'),
      t('slo-detail:math.coverageText', { share: sum.coverage }) +
        (sum.sample === null ? '' : ` ${t('slo-detail:math.sampleText', { share: sum.sample })}`),
    ],
  ];
}

/** How the tiles come about, in numbers that can be checked by hand. */
export function ArithmeticPanel({
  slo,
  open,
  onToggle,
}: {
  slo: SloDetail;
  open: boolean;
  onToggle: () => void;
}): ReactElement | null {
  const t = useT();
  const id = useId();
  const lines = useLines(slo);
  if (lines.length === 0) return null;
  return (
    <div className={classes.math}>
      <button
        type="button"
        className={classes.textButton}
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        data-print="no"
      >
        {t(open ? 'slo-detail:math.hide' : 'slo-detail:math.show')}
      </button>
      <dl id={id} hidden={!open} className={classes.lines}>
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
