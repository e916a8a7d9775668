import type { ReactElement } from 'react';
import type { EscalationPolicy, EscalationSimulation } from '../../api/contract.js';
import { useWaysText } from '../../hooks/use-ways-text.js';
import type { Translate } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TimeText } from '../../ui/time-text.js';
import { useZone } from '../../hooks/use-zone.js';
import { formatTime } from '../../util/format/time.js';
import classes from './policy.module.css';

const MINUTE_MS = 60_000;

type Page = EscalationSimulation['pages'][number];

/** What a simulation came to: each page with its minute, whom it reaches and by what. */
export function SimulatedPages({
  policy,
  simulation: { at, pages, pagesPeople },
}: {
  policy: EscalationPolicy;
  simulation: EscalationSimulation;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  if (!pagesPeople) return <p>{t('policies:simulator.silent')}</p>;
  const last = pages.at(-1);
  return (
    <div aria-live="polite">
      <p>
        {t('policies:simulator.begins', {
          at: formatTime(new Date(at), zone, language, 'weekday'),
        })}
      </p>
      <ol className={classes.steps} aria-label={t('policies:simulator.answer')}>
        {pages.map((page) => (
          <PageRow key={page.at} page={page} begin={Date.parse(at)} />
        ))}
      </ol>
      {last?.route === 'fallback' && (
        <p className={`ls-quiet ls-small ${classes.after}`}>{t('policies:simulator.again')}</p>
      )}
      {last?.route === 'step' && policy.repeat === 'until-acknowledged' && (
        <p className={`ls-quiet ls-small ${classes.after}`}>{t('policies:simulator.endless')}</p>
      )}
    </div>
  );
}

function PageRow({ page, begin }: { page: Page; begin: number }): ReactElement {
  const t = useT();
  const waysOf = useWaysText();
  const minutes = Math.round((Date.parse(page.at) - begin) / MINUTE_MS);
  return (
    <li className={classes.step}>
      <span className={classes.when}>
        <strong>{t('policies:simulator.after', { minutes })}</strong>
        <span className="ls-quiet ls-small">
          <TimeText at={page.at} show="time" />
        </span>
      </span>
      <div>
        {page.route === null ? (
          <FormNotice>{t('policies:simulator.nobody')}</FormNotice>
        ) : (
          <>
            <span className="ls-quiet ls-small">{placeOf(t, page)}</span>
            <ul className={classes.people}>
              {page.people.map(({ id, name, methods }) => (
                <li key={id}>
                  {name}{' '}
                  <span className="ls-quiet ls-small">
                    {methods.length > 0
                      ? t('policies:simulator.by', { ways: waysOf({ id, methods }).join(', ') })
                      : t('policies:simulator.noWay')}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {page.everybody && (
          <span className="ls-quiet ls-small">{t('policies:step.everybody')}</span>
        )}
        {page.skipped.length > 0 && (
          <span className="ls-quiet ls-small">
            {t('policies:simulator.skipped', {
              count: page.skipped.length,
              steps: page.skipped.join(', '),
            })}
          </span>
        )}
      </div>
    </li>
  );
}

/** By which part of the policy. */
function placeOf(t: Translate, { route, step, loop }: Page): string {
  if (route === 'fallback') return t('policies:simulator.fallback');
  if (route === 'first') return t('policies:simulator.first');
  return t('policies:simulator.place', { step: step ?? 0, loop: loop ?? 0 });
}
