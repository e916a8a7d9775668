import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Incident, IncidentDetail } from '../../api/contract.js';
import { isSelfRaised } from '../../api/nouns/incident.js';
import { IncidentMark } from '../../components/incident/incident-mark.js';
import { IncidentTaken } from '../../components/incident/incident-taken.js';
import { SEVERITY_NAME } from '../../components/incident/incident-words.js';
import { sourceName } from '../../components/incident/system-name.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import { useAlertName } from '../../hooks/use-alert-name.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { PageHead } from '../../ui/page-head.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import { IncidentActions } from './incident-actions.js';
import classes from './incident-room.module.css';
import { Causes } from './causes.js';
import { MergedInto } from './merged-into.js';
import { OwnRequest } from './own-request.js';
import { SpentFact } from './spent-fact.js';

/** The rest is a press away. */
const MOST_RUNBOOKS = 3;
/** Words of a message take no hyphens. */
const REASON_WORD: Readonly<Record<string, string>> = {
  'not-evaluating': 'notEvaluating',
  'still-firing': 'stillFiring',
};

/** What, since when, who is hurt, how it stands, and the one thing to do. */
export function IncidentHead({
  id,
  incident,
}: {
  id: string;
  incident: IncidentDetail;
}): ReactElement {
  const t = useT();
  const titleOf = useIncidentTitle();
  return (
    <PageHead
      title={titleOf(incident)}
      up={{ to: paths.incidents(), label: t('incidents:title') }}
      status={
        <>
          <IncidentMark incident={incident} size="md" />
          <Tag>{t(SEVERITY_NAME[incident.severity])}</Tag>
          <Tag mono>{incident.name}</Tag>
        </>
      }
      lead={
        <>
          <MergedInto id={id} incident={incident} />
          <Causes incident={incident} />
          <OwnRequest id={id} incident={incident} />
          <IncidentActions key={incident.state} id={id} incident={incident} />
          <Runbooks incident={incident} />
          {incident.unconfirmed && (
            <FormNotice tone="warn">
              {t('incident-room:room.unconfirmed', {
                reason: REASON_WORD[incident.unconfirmed.reason] ?? incident.unconfirmed.reason,
              })}
            </FormNotice>
          )}
          <Facts incident={incident} />
        </>
      }
    />
  );
}

/** What to do about what burns, within reach while everything below it grows. */
function Runbooks({ incident: { alerts } }: { incident: IncidentDetail }): ReactElement | null {
  const t = useT();
  const about = useAlertName();
  const [all, setAll] = useState(false);
  // The most urgent first, as the server gives them: of several alerts with one runbook the first names it.
  const byAddress = new Map(
    alerts
      .filter(({ firing }) => firing)
      .toReversed()
      .flatMap(({ runbookUrl, name }) =>
        runbookUrl === null ? [] : [[runbookUrl, name] as const],
      ),
  );
  if (byAddress.size === 0) return null;
  const runbooks = [...byAddress].toReversed();
  const rest = all ? 0 : runbooks.length - MOST_RUNBOOKS;
  return (
    <section className={classes.runbooks} aria-label={t('incident-room:alerts.runbook')}>
      {runbooks.slice(0, all ? undefined : MOST_RUNBOOKS).map(([address, name]) => (
        <a key={address} href={address} className="ls-link" rel="noreferrer" target="_blank">
          {t('incident-room:alerts.runbookOf', { name: about(name) ?? name })}
        </a>
      ))}
      {rest > 0 && (
        <button type="button" className="ls-text-button" onClick={() => setAll(true)}>
          {t('incident-room:alerts.moreRunbooks', { count: rest })}
        </button>
      )}
    </section>
  );
}

function Facts({ incident }: { incident: Incident }): ReactElement {
  const t = useT();
  const { names, triggeredAt, subject, slo, team, territory, source, resolvedAt, quietUntil } =
    incident;
  const fact = (name: string, value: ReactNode): ReactElement => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  const link = (to: Path, text: string): ReactElement => (
    <AppLink to={to} className="ls-link">
      {text}
    </AppLink>
  );
  return (
    <dl className={classes.facts}>
      {fact(t('incidents:column.since'), <TimeText at={triggeredAt} show="both" />)}
      {fact(t('incidents:column.taken'), <IncidentTaken incident={incident} />)}
      {resolvedAt !== null && fact(t('incident-room:room.resolvedBy'), <Resolved of={incident} />)}
      {slo !== null &&
        fact(
          t('incident-room:room.slo'),
          names.sloDeleted
            ? t('incident-room:room.sloDeleted', { name: names.slo ?? slo })
            : link(paths.slo(slo), names.slo ?? slo),
        )}
      {slo !== null && !names.sloDeleted && <SpentFact slo={slo} incident={incident} />}
      {subject !== null &&
        fact(t('incidents:column.subject'), link(paths.subject(subject), names.subject ?? subject))}
      {team !== null &&
        fact(t('incident-room:room.team'), link(paths.team(team), names.team ?? team))}
      {fact(t('incident-room:room.territory'), territory)}
      {fact(
        t('incident-room:room.source'),
        source === null
          ? t('incident-room:room.people')
          : isSelfRaised(incident)
            ? t('incident-room:room.itself')
            : sourceName(t, source, names.source),
      )}
      {quietUntil !== null &&
        fact(t('incident-room:room.quietUntil'), <TimeText at={quietUntil} show="time" />)}
    </dl>
  );
}

function Resolved({ of: incident }: { of: Incident }): ReactElement {
  const t = useT();
  const { resolvedAt, resolvedBy, automatic } = incident;
  const byItself = isSelfRaised(incident)
    ? 'incident-room:room.over'
    : 'incident-room:room.alertsEnded';
  return (
    <>
      {automatic === true ? t(byItself) : resolvedBy?.name}{' '}
      {resolvedAt !== null && <TimeText at={resolvedAt} show="datetime" />}
    </>
  );
}
