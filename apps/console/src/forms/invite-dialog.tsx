import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { MadeInvitation } from '../api/contract.js';
import { InvitationForm } from './invitation-form.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';

/** Inviting somebody; the link is shown once. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const queries = useQueryClient();
  const [made, setMade] = useState<MadeInvitation | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t('settings:people.invite')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {made === null ? (
        <InvitationForm
          onCancel={onClose}
          onSend={async (values) => {
            const { data } = await client.POST('/invitations', { body: values });
            void queries.invalidateQueries({ queryKey: ['get', '/invitations'] });
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
    </Modal>
  );
}
