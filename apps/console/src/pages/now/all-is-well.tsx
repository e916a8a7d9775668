import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { StatusShape } from '../../ui/status-shape.js';
import classes from './now.module.css';

/** Said only when everything was looked at: an unknown server state is not "well". */
export function AllIsWell({
  met,
  statusKnown,
}: {
  met: number;
  statusKnown: boolean;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.well}>
      <StatusShape tone={statusKnown ? 'ok' : 'none'} size={20} />
      <div>
        <h2>{t(statusKnown ? 'now:attention.none' : 'now:attention.unknownStatus')}</h2>
        <p className="ls-quiet">
          {statusKnown
            ? t('now:attention.wellText', { met })
            : t('now:attention.unknownStatusText')}
        </p>
      </div>
    </div>
  );
}
