import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { AlertSource } from '../api/contract.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { ConfirmDialog } from './confirm-dialog.js';

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
  const giveUp = async (): Promise<void> => {
    let count = 0;
    const send = async (): Promise<void> => {
      const { data } = await client.POST('/sources/{slug}/give-up', { params: { path: { slug } } });
      count = data?.alerts ?? 0;
    };
    await write(send, { say: () => t('sources:giveUp.done', { name, count }) });
  };
  return (
    <ConfirmDialog
      title={t('sources:giveUp.title', { name })}
      action={t('sources:giveUp.action')}
      send={giveUp}
      onClose={onClose}
    >
      <p>{t('sources:giveUp.text', { count: openAlerts })}</p>
      <p>{t('sources:giveUp.back')}</p>
    </ConfirmDialog>
  );
}
