import { Checkbox, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { urgent } from '../api/urgent.js';
import { IncidentOutcome } from '../components/incident/incident-outcome.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSayState } from '../hooks/use-say-state.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Resolving an incident: what was the matter, and, while alerts fire, that they shall page no more. */
export function ResolveDialog({
  id,
  incident,
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const { name, firing } = incident;
  const write = useIncidentWrite(id);
  const sayState = useSayState(name);
  const form = useForm({
    initialValues: { note: '', despiteFiring: false },
    validate: {
      despiteFiring: (said) => (firing > 0 && !said ? t('incident-room:resolve.needed') : null),
    },
  });
  const submit = useSubmit(form);
  const resolve = async ({ note, despiteFiring }: typeof form.values): Promise<void> => {
    const body = { note: note.trim() || null, despiteFiring };
    const send = () =>
      client.POST('/incidents/{id}/resolution', { params: { path: { id } }, body, ...urgent() });
    await write(send, sayState);
    onClose();
  };
  return (
    <Dialog typed size={520} title={t('incident-room:resolve.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={form.onSubmit((values) => void submit.run(() => resolve(values)))}
        onCancel={onClose}
        action={t('incident-room:action.resolve')}
        outcome={<IncidentOutcome incident={incident} />}
      >
        <Textarea
          data-autofocus
          label={t('incident-room:resolve.note')}
          description={t('incident-room:resolve.noteHint')}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={4_000}
          {...form.getInputProps('note')}
        />
        {firing > 0 && (
          <Checkbox
            label={t('incident-room:resolve.despite', { count: firing })}
            {...form.getInputProps('despiteFiring', { type: 'checkbox' })}
          />
        )}
      </FormShell>
    </Dialog>
  );
}
