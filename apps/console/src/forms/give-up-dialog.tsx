import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { AlertSource } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Ending all alerts of a source that is gone for good, after saying what that does and what takes it back. */
export function GiveUpDialog({
  source: { slug, openAlerts },
  name,
  onClose,
}: {
  source: AlertSource;
  name: string;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('source.changed');
  const submit = useSubmit(null);
  const giveUp = async (): Promise<void> => {
    let count = 0;
    await write(
      async () => {
        const { data } = await client.POST('/sources/{slug}/give-up', {
          params: { path: { slug } },
        });
        count = data?.alerts ?? 0;
      },
      { say: () => t('sources:giveUp.done', { name, count }) },
    );
    onClose();
  };
  return (
    <Dialog title={t('sources:giveUp.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(giveUp);
        }}
        onCancel={onClose}
        action={t('sources:giveUp.action')}
        danger
      >
        <p>{t('sources:giveUp.text', { count: openAlerts })}</p>
        <p>{t('sources:giveUp.back')}</p>
      </FormShell>
    </Dialog>
  );
}
