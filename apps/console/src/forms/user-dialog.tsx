import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { User } from '../api/contract.js';
import { useMe } from '../api/use-me.js';
import { UserForm } from './user-form.js';
import { useToast } from '../hooks/use-toast.js';
import { useT } from '../i18n/use-t.js';
import { ResetLink } from '../components/settings/reset-link.js';

/** Changing a person's roles. */
export function UserDialog({ user, onClose }: { user: User; onClose: () => void }): ReactElement {
  const t = useT();
  const toast = useToast();
  const me = useMe();
  const queries = useQueryClient();
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      closeOnClickOutside={false}
      title={t('settings:people.edit', { name: user.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <UserForm
        user={user}
        self={user.id === me?.id}
        onCancel={onClose}
        onSend={async (change) => {
          await client.PATCH('/users/{id}', { params: { path: { id: user.id } }, body: change });
          await queries.invalidateQueries({ queryKey: ['get', '/users'] });
          void queries.invalidateQueries({ queryKey: ['get', '/me'] });
          toast(
            t(
              change.disabled === undefined
                ? 'settings:people.saved'
                : change.disabled
                  ? 'settings:people.closed'
                  : 'settings:people.reopened',
              { name: user.name },
            ),
          );
          onClose();
        }}
      />
      {user.id !== me?.id && !user.disabled && <ResetLink user={user} />}
    </Modal>
  );
}
