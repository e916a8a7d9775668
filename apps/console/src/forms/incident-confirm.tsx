import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { urgent } from '../api/urgent.js';
import { IncidentOutcome } from '../components/incident/incident-outcome.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSayState } from '../hooks/use-say-state.js';
import { useT } from '../i18n/use-t.js';
import { ConfirmDialog } from './confirm-dialog.js';

/** What can be taken back of an incident. */
export type TakenBack = 'unacknowledge' | 'unsnooze' | 'unmerge';

const SENDS = {
  unacknowledge: (id: string) =>
    client.POST('/incidents/{id}/unacknowledgement', { params: { path: { id } }, ...urgent() }),
  unsnooze: (id: string) => client.POST('/incidents/{id}/unsnooze', { params: { path: { id } } }),
  unmerge: (id: string) => client.POST('/incidents/{id}/unmerge', { params: { path: { id } } }),
};

/** Taking something back of an incident, after saying whom that wakes. */
export function IncidentConfirm({
  asks,
  id,
  incident,
  onClose,
}: {
  asks: TakenBack;
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useIncidentWrite(id);
  const sayState = useSayState(incident.name);
  const { name, class: of, snooze, mergedInto } = incident;
  const into = mergedInto?.name ?? '';
  const values = { name, into, pages: String(of === 'page'), by: snooze?.by.name ?? '' };
  return (
    <ConfirmDialog
      title={t(`incident-room:${asks}.title`, values)}
      action={t(`incident-room:${asks}.action`)}
      send={() =>
        write(
          () => SENDS[asks](id),
          asks === 'unacknowledge' ? sayState : () => t(`incident-room:${asks}.done`, values),
        )
      }
      outcome={asks === 'unacknowledge' && <IncidentOutcome incident={incident} />}
      onClose={onClose}
    >
      <p>{t(`incident-room:${asks}.text`, values)}</p>
    </ConfirmDialog>
  );
}
