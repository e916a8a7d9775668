import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Taking a merge back, after saying what that does. */
export function UnmergeDialog({
  id,
  incident: { name, mergedInto },
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
  const into = mergedInto?.name ?? '';
  const takeBack = async (): Promise<void> => {
    const request = { params: { path: { id } } };
    await write(
      () => client.POST('/incidents/{id}/unmerge', request),
      () => t('incident-room:unmerge.done', { name, into }),
    );
    onClose();
  };
  return (
    <Dialog title={t('incident-room:unmerge.title', { name, into })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(takeBack);
        }}
        onCancel={onClose}
        action={t('incident-room:unmerge.action')}
        danger
      >
        <p>{t('incident-room:unmerge.text', { into })}</p>
      </FormShell>
    </Dialog>
  );
}
