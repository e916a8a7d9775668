import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { allSchedules } from '../api/oncall-queries.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';
import { useKnownPeople } from './use-known-people.js';

/** A person, told apart from the schedules. */
const PERSON = '';

/** Asking somebody to help: whoever is on call by a schedule, or a person. */
export function AskDialog({
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
  const write = useIncidentWrite(id);
  const schedules = useQuery(allSchedules).data ?? [];
  const people = useKnownPeople();
  const list = useId();
  const form = useForm({ initialValues: { schedule: PERSON, user: '' } });
  const submit = useSubmit(form);
  const { schedule, user } = form.values;
  const known = people.find(({ email }) => email === user);
  const rota = schedules.find(({ slug }) => slug === schedule);
  const send = async (): Promise<void> => {
    const body = schedule === PERSON ? { user: user.trim() } : { schedule };
    const request = { params: { path: { id } }, body };
    await write(
      () => client.POST('/incidents/{id}/responders', request),
      () => t('incident-room:ask.done', { who: rota?.name ?? known?.name ?? user }),
    );
    onClose();
  };
  return (
    <Dialog title={t('incident-room:ask.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={form.onSubmit(() => void submit.run(send))}
        onCancel={onClose}
        disabled={schedule === PERSON && user.trim() === ''}
        action={t('incident-room:ask.action')}
      >
        <p>{t('incident-room:ask.text')}</p>
        <NativeSelect
          label={t('incident-room:ask.whom')}
          data={[
            { value: PERSON, label: t('incident-room:ask.person') },
            ...schedules.map((one) => ({
              value: one.slug,
              label: t('incident-room:ask.onCall', { schedule: one.name }),
            })),
          ]}
          {...form.getInputProps('schedule')}
        />
        {schedule === PERSON && (
          <>
            <TextInput
              type="email"
              list={list}
              label={t('incident-room:ask.address')}
              description={known?.name}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              spellCheck={false}
              autoComplete="off"
              {...form.getInputProps('user')}
            />
            <datalist id={list}>
              {people.map((one) => (
                <option key={one.email} value={one.email}>
                  {one.name}
                </option>
              ))}
            </datalist>
          </>
        )}
      </FormShell>
    </Dialog>
  );
}
