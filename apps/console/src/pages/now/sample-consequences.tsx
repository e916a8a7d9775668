import type { ReactElement } from 'react';
import type { SampleSwitches } from '../../api/contract.js';
import type { SloRow } from '../../api/contract-slo.js';
import { budgetState, burnState, runsOutAt } from '../../api/nouns/slo-state.js';
import { RunsOut } from '../../components/slo/runs-out.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { StatusMark } from '../../ui/status-mark.js';
import { formatDurationDative } from '../../util/format/duration.js';
import { formatFactor } from '../../util/format/number.js';
import { paths } from '../../util/paths.js';
import { forecast } from './sample-forecast.js';
import classes from './now.module.css';

/** Whole minutes, at least one, in seconds: a forecast to the second would promise too much. */
function about(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60)) * 60;
}

/** The SLO a switch acts on, with its two states as they are now, and when its budget is gone by its reading. */
function Watched({ row }: { row: SloRow }): ReactElement {
  const t = useT();
  return (
    <p className={classes.watched}>
      <AppLink to={paths.slo(row.slug)} className="ls-link">
        {row.name}
      </AppLink>
      <StatusMark status={burnState(row)} />
      {budgetState(row) !== 'healthy' && <StatusMark status={budgetState(row)} />}
      {runsOutAt(row.reading) !== null && (
        <span>
          {t('sample:card.gone')} <RunsOut reading={row.reading} inline />
        </span>
      )}
    </p>
  );
}

/** What the switches lead to, with times computed from the objectives. */
export function SampleConsequences({
  now,
  errors,
  slow,
}: {
  now: SampleSwitches;
  errors: SloRow | undefined;
  slow: SloRow | undefined;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const lines: { key: string; text: string; row?: SloRow }[] = [];
  const add = (
    key: string,
    row: SloRow | undefined,
    share: number,
    message: 'sample:card.willErrors' | 'sample:card.willLatency',
    plain: string,
  ): void => {
    const seen = row && forecast(row.objective, share);
    const text =
      row && seen
        ? t(message, {
            slo: row.name,
            factor: formatFactor(seen.burn, language, 0),
            page: formatDurationDative(about(seen.page), language),
          })
        : plain;
    lines.push({ key, text, row });
  };
  if (now.errors > 0)
    add('errors', errors, now.errors, 'sample:card.willErrors', t('sample:card.willErrorsPlain'));
  if (now.slowness > 0)
    add('slow', slow, now.slowness, 'sample:card.willLatency', t('sample:card.willSlow'));
  if (now.load === 'peak')
    lines.push({
      key: 'peak',
      text: t('sample:card.willPeak'),
      row: now.slowness > 0 ? undefined : slow,
    });
  if (lines.length === 0) lines.push({ key: 'healthy', text: t('sample:card.healthy') });
  return (
    <div className={classes.consequences}>
      {lines.map(({ key, text, row }) => (
        <div key={key}>
          <p>{text}</p>
          {row && <Watched row={row} />}
        </div>
      ))}
    </div>
  );
}
