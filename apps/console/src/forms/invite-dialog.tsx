import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { MadeInvitation } from '../api/contract.js';
import { InvitationForm } from './invitation-form.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';
import { Dialog } from '../ui/dialog.js';

/** Inviting somebody; the link is shown once. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const write = useWrite('access.changed');
  const [made, setMade] = useState<MadeInvitation | null>(null);
  return (
    <Dialog typed size={600} onClose={onClose} title={t('settings:people.invite')}>
      {made === null ? (
        <InvitationForm
          onCancel={onClose}
          onSend={async (values) => {
            const { data } = await write(() => client.POST('/invitations', { body: values }));
            setMade(data ?? null);
          }}
        />
      ) : (
        <div className="ls-stack">
          <p>{t('settings:invitations.link', { email: made.email })}</p>
          <CopyText text={made.link} label={t('settings:invitations.linkLabel')} />
          <div className="ls-actions">
            <Button onClick={onClose}>{t('settings:invitations.done')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
