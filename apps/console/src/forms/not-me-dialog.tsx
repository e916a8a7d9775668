import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { ownPages } from '../api/queries.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Saying that a page is not for oneself, after naming what that does and does not do. */
export function NotMeDialog({
  id,
  incident: { name },
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const queries = useQueryClient();
  const write = useWrite('incident.changed');
  const submit = useSubmit(null);
  const send = async (): Promise<void> => {
    const request = { params: { path: { id } } };
    await write(() => client.POST('/incidents/{id}/not-me', request), {
      say: t('incident-room:notMe.done', { name }),
    });
    void queries.invalidateQueries({ queryKey: ownPages.queryKey });
    onClose();
  };
  return (
    <Dialog title={t('incident-room:notMe.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(send);
        }}
        onCancel={onClose}
        action={t('incident-room:notMe.action')}
      >
        <p>{t('incident-room:notMe.text')}</p>
      </FormShell>
    </Dialog>
  );
}
