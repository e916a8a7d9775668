import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { User } from '../api/contract.js';
import { useMe } from '../api/use-me.js';
import { UserForm } from './user-form.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { ResetLink } from '../components/settings/reset-link.js';

/** Changing a person's roles. */
export function UserDialog({ user, onClose }: { user: User; onClose: () => void }): ReactElement {
  const t = useT();
  const me = useMe();
  const write = useWrite('access.changed');
  return (
    <Dialog
      typed
      size={600}
      onClose={onClose}
      title={t('settings:people.edit', { name: user.name })}
    >
      <UserForm
        user={user}
        self={user.id === me?.id}
        onCancel={onClose}
        onSend={async (change) => {
          const request = { params: { path: { id: user.id } }, body: change };
          const said =
            change.disabled === undefined
              ? 'settings:people.saved'
              : change.disabled
                ? 'settings:people.closed'
                : 'settings:people.reopened';
          await write(() => client.PATCH('/users/{id}', request), {
            say: t(said, { name: user.name }),
          });
          onClose();
        }}
      />
      {user.id !== me?.id && !user.disabled && <ResetLink user={user} />}
    </Dialog>
  );
}
