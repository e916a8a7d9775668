import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { urgent } from '../api/urgent.js';
import { IncidentOutcome } from '../components/incident/incident-outcome.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSayState } from '../hooks/use-say-state.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Taking an acknowledgement back, after saying whom that wakes. */
export function UnacknowledgeDialog({
  id,
  incident,
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const { name, class: of } = incident;
  const write = useIncidentWrite(id);
  const say = useSayState(name);
  const submit = useSubmit(null);
  const takeBack = async (): Promise<void> => {
    const request = { params: { path: { id } }, ...urgent() };
    await write(() => client.POST('/incidents/{id}/unacknowledgement', request), say);
    onClose();
  };
  return (
    <Dialog title={t('incident-room:unacknowledge.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(takeBack);
        }}
        onCancel={onClose}
        action={t('incident-room:unacknowledge.action')}
        danger
        outcome={<IncidentOutcome incident={incident} />}
      >
        <p>{t('incident-room:unacknowledge.text', { pages: String(of === 'page') })}</p>
      </FormShell>
    </Dialog>
  );
}
