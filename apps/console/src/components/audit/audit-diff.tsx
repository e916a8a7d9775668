import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { diffJson, showJson } from '../../util/diff.js';
import classes from './audit.module.css';

/** What an entry changed, field by field; read as "field: before, after". */
export function AuditDiff({ before, after }: { before: unknown; after: unknown }): ReactElement {
  const t = useT();
  const differences = diffJson(before, after);
  if (differences.length === 0)
    return <p className="ls-quiet ls-small">{t('audit:detail.nothing')}</p>;
  return (
    <div className={classes.diff} role="table" aria-label={t('audit:detail.changes')}>
      <div className={`${classes.change} ${classes.diffHead}`} role="row">
        <span role="columnheader">{t('audit:detail.field')}</span>
        <span role="columnheader">{t('audit:detail.before')}</span>
        <span role="columnheader">{t('audit:detail.after')}</span>
      </div>
      {differences.map((difference) => (
        <div key={difference.path} className={classes.change} role="row">
          <span role="cell" className={classes.path}>
            {difference.path || t('audit:detail.whole')}
          </span>
          <span role="cell">
            {difference.kind === 'added' ? (
              t('common:dash')
            ) : (
              <code className={classes.before}>{showJson(difference.before)}</code>
            )}
          </span>
          <span role="cell">
            {difference.kind === 'removed' ? (
              t('common:dash')
            ) : (
              <code className={classes.after}>{showJson(difference.after)}</code>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
