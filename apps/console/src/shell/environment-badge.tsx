import type { ReactElement } from 'react';
import { useSystemStatus } from '../api/use-system-status.js';
import { useT } from '../i18n/use-t.js';
import { Tag } from '../ui/tag.js';
import classes from './top-bar.module.css';

/** Which Leitstand this is: its host, and whether sample data is on. */
export function EnvironmentBadge(): ReactElement {
  const t = useT();
  const { data } = useSystemStatus();
  return (
    <>
      <span
        className={`${classes.quiet} ${classes.environment}`}
        title={t('shell:environment.label')}
      >
        {location.hostname}
      </span>
      {data?.sample && (
        <span className="ls-wide-only">
          <Tag>{t('shell:environment.sample')}</Tag>
        </span>
      )}
    </>
  );
}
