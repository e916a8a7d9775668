import { useState } from 'react';
import type { ReactElement } from 'react';
import { INCIDENT_ROLES, type IncidentRole } from '#contract';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { roleWord } from '../../api/nouns/responder.js';
import { useMe } from '../../api/use-me.js';
import { AskDialog } from '../../forms/ask-dialog.js';
import { RoleDialog } from '../../forms/role-dialog.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';

/** Who is what in the incident, and who was asked to help; both can be changed while it is open. */
export function PeopleSection({
  id,
  incident,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
}): ReactElement {
  const t = useT();
  const [asked, setAsked] = useState<IncidentRole | 'help' | null>(null);
  const { roles, responders, territory, state } = incident;
  const responds = mayIn(useMe(), 'incident:respond', [territory]);
  const mayChange = responds && state !== 'resolved';
  const close = (): void => setAsked(null);
  return (
    <section className="ls-section">
      <h2 id="people-title">{t('incident-room:people.title')}</h2>
      <ul className={classes.list} aria-label={t('incident-room:role.list')}>
        {INCIDENT_ROLES.map((role) => (
          <Role
            key={role}
            role={role}
            holder={roles.find((one) => one.role === role)}
            onHand={mayChange ? () => setAsked(role) : null}
          />
        ))}
      </ul>
      {responders.length > 0 && (
        <ul className={classes.list} aria-label={t('incident-room:people.asked')}>
          {responders.map((one) => (
            <Responder key={one.id} responder={one} />
          ))}
        </ul>
      )}
      {mayChange && (
        <div className={classes.line} data-print="no">
          <button type="button" className="ls-text-button" onClick={() => setAsked('help')}>
            {t('incident-room:ask.open')}
          </button>
        </div>
      )}
      {mayChange && asked === 'help' && <AskDialog id={id} incident={incident} onClose={close} />}
      {mayChange && asked !== null && asked !== 'help' && (
        <RoleDialog id={id} incident={incident} role={asked} onClose={close} />
      )}
    </section>
  );
}

function Role({
  role,
  holder,
  onHand,
}: {
  role: IncidentRole;
  holder: IncidentDetail['roles'][number] | undefined;
  /** null = it cannot be handed over by the reader */
  onHand: (() => void) | null;
}): ReactElement {
  const t = useT();
  const name = t('incident-room:role.name', { role: roleWord(role) });
  return (
    <li className={classes.entry}>
      <span className="ls-quiet">{name}</span>
      {holder ? <strong>{holder.name}</strong> : <span>{t('incident-room:role.nobody')}</span>}
      {onHand && (
        <button
          type="button"
          className="ls-text-button"
          data-print="no"
          aria-label={t('incident-room:role.handOf', { role: name, held: String(!!holder) })}
          onClick={onHand}
        >
          {t('incident-room:role.hand', { held: String(!!holder) })}
        </button>
      )}
    </li>
  );
}

function Responder({
  responder: { name, state, schedule, askedBy, askedAt, answeredAt },
}: {
  responder: IncidentDetail['responders'][number];
}): ReactElement {
  const t = useT();
  return (
    <li className={classes.entry}>
      <strong>{name}</strong>
      <span>{t('incident-room:people.state', { state })}</span>
      <span className="ls-quiet">
        {t('incident-room:people.by', { name: askedBy.name, schedule: schedule ?? 'none' })}{' '}
        <TimeText at={answeredAt ?? askedAt} show="time" />
      </span>
    </li>
  );
}
