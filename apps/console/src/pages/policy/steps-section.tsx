import type { ReactElement } from 'react';
import type { EscalationPolicy } from '../../api/contract.js';
import { minutesOf, stepMinutes } from '../../api/nouns/step-times.js';
import { TargetList, useDuties } from '../../components/policy/target-text.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatDuration } from '../../util/format/duration.js';
import classes from './policy.module.css';

/** The steps in order, with when each has its turn, whom it means and who that is now; then what follows them. */
export function StepsSection({ policy }: { policy: EscalationPolicy }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { steps, repeat, fallback } = policy;
  const duties = useDuties();
  const minutes = stepMinutes(steps);
  return (
    <section className="ls-section">
      <h2 id="steps">{t('policies:step.title')}</h2>
      <ol className={classes.steps} aria-labelledby="steps">
        {steps.map(({ delay, targets, everybody }, at) => (
          <li key={at} className={classes.step}>
            <span className={classes.when}>
              <strong>{t('policies:step.number', { step: at + 1 })}</strong>
              <span className="ls-quiet ls-small">
                {t('policies:step.at', { minutes: minutes[at] ?? 0 })}
              </span>
            </span>
            <div>
              <TargetList targets={targets} duties={duties} />
              <span className="ls-quiet ls-small">
                {t('policies:step.waits', {
                  time: formatDuration(minutesOf(delay) * 60, language),
                })}
                {everybody && `; ${t('policies:step.everybody')}`}
              </span>
            </div>
          </li>
        ))}
        <li className={classes.step}>
          <strong>{t('policies:step.fallback')}</strong>
          <div>
            <TargetList targets={[fallback]} duties={duties} />
            <span className="ls-quiet ls-small">{t('policies:step.fallbackText')}</span>
          </div>
        </li>
      </ol>
      <p className={`ls-small ls-quiet ${classes.after}`}>
        {typeof repeat === 'number'
          ? t('policies:step.repeat', { count: repeat })
          : t('policies:step.repeatForever')}
      </p>
    </section>
  );
}
