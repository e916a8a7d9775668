import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Taking a snooze back, after saying whom that wakes. */
export function UnsnoozeDialog({
  id,
  incident: { name, class: of, snooze },
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useIncidentWrite(id);
  const submit = useSubmit(null);
  const end = async (): Promise<void> => {
    const request = { params: { path: { id } } };
    await write(
      () => client.POST('/incidents/{id}/unsnooze', request),
      () => t('incident-room:unsnooze.done', { name }),
    );
    onClose();
  };
  return (
    <Dialog title={t('incident-room:unsnooze.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(end);
        }}
        onCancel={onClose}
        action={t('incident-room:unsnooze.action')}
        danger
      >
        <p>
          {t('incident-room:unsnooze.text', {
            pages: String(of === 'page'),
            by: snooze?.by.name ?? '',
          })}
        </p>
      </FormShell>
    </Dialog>
  );
}
