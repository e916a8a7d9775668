import type { Incident } from '../../api/contract.js';
import { IncidentMark } from '../../components/incident/incident-mark.js';
import { IncidentTaken } from '../../components/incident/incident-taken.js';
import { SEVERITY_NAME } from '../../components/incident/incident-words.js';
import classes from '../../components/incident/incident.module.css';
import type { Translate } from '../../i18n/message-key.js';
import type { Column } from '../../table/column.js';
import { TimeText } from '../../ui/time-text.js';

/** The columns of the list of incidents. */
export function incidentColumns(
  t: Translate,
  titleOf: (incident: Incident) => string,
): Column<Incident>[] {
  return [
    {
      id: 'state',
      head: t('incidents:column.state'),
      nowrap: true,
      cell: (incident) => <IncidentMark incident={incident} />,
    },
    {
      id: 'severity',
      head: t('incidents:column.severity'),
      nowrap: true,
      cell: ({ severity }) => t(SEVERITY_NAME[severity]),
    },
    {
      id: 'incident',
      head: t('incidents:column.incident'),
      link: true,
      width: '44%',
      cell: (incident) => (
        <span className={classes.name}>
          <span className={classes.number}>{incident.name}</span> {titleOf(incident)}
        </span>
      ),
    },
    {
      id: 'subject',
      head: t('incidents:column.subject'),
      cell: ({ subject, names }) =>
        names.subject ?? subject ?? <span className="ls-quiet">{t('incidents:noSubject')}</span>,
    },
    {
      id: 'since',
      head: t('incidents:column.since'),
      nowrap: true,
      cell: ({ triggeredAt }) => <TimeText at={triggeredAt} show="both" />,
    },
    {
      id: 'taken',
      head: t('incidents:column.taken'),
      drop: 'medium',
      cell: (incident) => <IncidentTaken incident={incident} />,
    },
  ];
}
