import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { IncidentRole } from '#contract';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { roleWord } from '../api/nouns/responder.js';
import { useMe } from '../api/use-me.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';
import { useKnownPeople } from './use-known-people.js';

const NOBODY = '';

/** Handing a role over: to oneself, to somebody who is known, or to nobody. */
export function RoleDialog({
  id,
  incident: { name, roles },
  role,
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  role: IncidentRole;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const me = useMe();
  const write = useIncidentWrite(id);
  const holder = roles.find((one) => one.role === role);
  const people = useKnownPeople();
  const isMine = holder?.id === me?.id;
  const form = useForm({ initialValues: { user: isMine ? NOBODY : (me?.email ?? NOBODY) } });
  const submit = useSubmit(form);
  const title = t('incident-room:role.name', { role: roleWord(role) });
  const { user } = form.values;
  const chosen = people.find(({ email }) => email === user);
  const send = async (): Promise<void> => {
    const body = { role, user: user === NOBODY ? null : user };
    const request = { params: { path: { id } }, body };
    await write(
      () => client.POST('/incidents/{id}/roles', request),
      () =>
        t('incident-room:role.done', {
          role: title,
          held: String(chosen !== undefined),
          who: chosen?.name ?? '',
        }),
    );
    onClose();
  };
  return (
    <Dialog title={t('incident-room:role.title', { role: title, name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={form.onSubmit(() => void submit.run(send))}
        onCancel={onClose}
        action={t('incident-room:role.action', { held: String(holder !== undefined) })}
      >
        <p>{t('incident-room:role.means', { role: roleWord(role) })}</p>
        <NativeSelect
          label={t('incident-room:role.holder')}
          data={[
            ...people.map((one) => ({
              value: one.email,
              label:
                one.email === me?.email ? t('incident-room:role.me', { name: one.name }) : one.name,
            })),
            { value: NOBODY, label: t('incident-room:role.nobody') },
          ]}
          {...form.getInputProps('user')}
        />
      </FormShell>
    </Dialog>
  );
}
