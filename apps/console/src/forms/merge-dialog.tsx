import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { isSilence } from '../api/nouns/incident.js';
import { mergeTargets } from '../api/incident-queries.js';
import { useIncidentTitle } from '../components/incident/use-incident-title.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** Saying that an incident is an older one, after naming what that does. */
export function MergeDialog({
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
  const titleOf = useIncidentTitle();
  const write = useIncidentWrite(id);
  const { name, number, state, snooze } = incident;
  const targets = useQuery(mergeTargets(incident));
  const older = (targets.data ?? []).filter((one) => one.number < number && !isSilence(one));
  const form = useForm({ initialValues: { into: '' } });
  const submit = useSubmit(form);
  const chosen =
    older.find((one) => one.name === form.values.into) ??
    older.find((one) => one.subject === incident.subject) ??
    older[0];
  const send = async (): Promise<void> => {
    if (!chosen) return;
    const request = { params: { path: { id } }, body: { into: chosen.name } };
    await write(
      () => client.POST('/incidents/{id}/merge', request),
      () => t('incident-room:merge.done', { name, into: chosen.name }),
    );
    onClose();
  };
  const wakes =
    state === 'triggered' &&
    snooze === null &&
    chosen !== undefined &&
    (chosen.state === 'acknowledged' || chosen.snooze !== null);
  return (
    <Dialog title={t('incident-room:merge.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={form.onSubmit(() => void submit.run(send))}
        onCancel={onClose}
        disabled={!chosen}
        action={t('incident-room:merge.action')}
      >
        <p>{t('incident-room:merge.text')}</p>
        {targets.isSuccess && !chosen && (
          <p className="ls-quiet">{t('incident-room:merge.none')}</p>
        )}
        {chosen && (
          <NativeSelect
            label={t('incident-room:merge.into')}
            data={older.map((one) => ({ value: one.name, label: `${one.name} ${titleOf(one)}` }))}
            {...form.getInputProps('into')}
            value={chosen.name}
          />
        )}
        {wakes && (
          <p role="status">{t('incident-room:merge.wakes', { name, into: chosen.name })}</p>
        )}
      </FormShell>
    </Dialog>
  );
}
