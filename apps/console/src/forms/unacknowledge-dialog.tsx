import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSayState } from '../hooks/use-say-state.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Taking an acknowledgement back, after saying whom that wakes. */
export function UnacknowledgeDialog({
  id,
  incident: { name, class: of },
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useIncidentWrite(id);
  const say = useSayState(name);
  const submit = useSubmit(null);
  const takeBack = async (): Promise<void> => {
    const request = { params: { path: { id } } };
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
      >
        <p>{t('incident-room:unacknowledge.text', { pages: String(of === 'page') })}</p>
      </FormShell>
    </Dialog>
  );
}
