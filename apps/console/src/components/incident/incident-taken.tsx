import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { useMe } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { UNHEARD_NAME } from './incident-words.js';
import classes from './incident.module.css';

/** Who acknowledged an incident, and when; that nobody did is said, too, that it sleeps or is under maintenance, and that nobody is paged about it. */
export function IncidentTaken({
  incident: { acknowledgedAt, acknowledgedBy, snooze = null, maintenance = null, unheard = null },
}: {
  incident: Pick<Incident, 'acknowledgedAt' | 'acknowledgedBy'> &
    Partial<Pick<Incident, 'snooze' | 'maintenance' | 'unheard'>>;
}): ReactElement {
  const t = useT();
  const me = useMe()?.id;
  if (unheard !== null) return <span className={classes.unheard}>{t(UNHEARD_NAME[unheard])}</span>;
  const held = snooze ?? maintenance;
  const sleeps = held !== null && (
    <span className={classes.sleeps}>
      {t(snooze === null ? 'status:incident.maintained' : 'status:incident.snoozed')}{' '}
      <TimeText at={held.until} show="time" />
    </span>
  );
  if (acknowledgedAt === null || acknowledgedBy === null)
    return (
      <span>
        <span className="ls-quiet">{t('status:incident.nobody')}</span>
        {sleeps && <br />}
        {sleeps}
      </span>
    );
  const name = acknowledgedBy.id === me ? t('status:incident.you') : acknowledgedBy.name;
  return (
    <span>
      {name}{' '}
      <span className="ls-quiet">
        <TimeText at={acknowledgedAt} show="time" />
      </span>
      {sleeps && <br />}
      {sleeps}
    </span>
  );
}
