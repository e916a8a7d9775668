import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { serverNow } from '../stores/server-clock.js';
import { Dialog } from '../ui/dialog.js';
import { formatTime } from '../util/format/time.js';
import { FormShell } from './form-shell.js';

const MINUTE_MS = 60_000;
/** Minutes that are offered. */
const LENGTHS = [15, 30, 60, 120, 240, 480, 720, 1440] as const;
const USUAL = 60;

/** Letting an incident sleep: until when, and what ends it before. */
export function SnoozeDialog({
  id,
  incident: { name, class: of, snooze },
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const write = useIncidentWrite(id);
  // Who sends it again after a failure asks for the same end.
  const [opened] = useState(serverNow);
  const ends = LENGTHS.map((minutes) => new Date(opened + minutes * MINUTE_MS));
  const say = (at: Date): string => formatTime(at, zone, language, 'weekday');
  const form = useForm({
    initialValues: { until: new Date(opened + USUAL * MINUTE_MS).toISOString() },
  });
  const submit = useSubmit(form);
  const send = async ({ until }: typeof form.values): Promise<void> => {
    const request = { params: { path: { id } }, body: { until } };
    await write(
      () => client.POST('/incidents/{id}/snooze', request),
      () => t('incident-room:snooze.done', { name, until: say(new Date(until)) }),
    );
    onClose();
  };
  return (
    <Dialog title={t('incident-room:snooze.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={form.onSubmit((values) => void submit.run(() => send(values)))}
        onCancel={onClose}
        action={t('incident-room:snooze.action')}
      >
        <p>{t('incident-room:snooze.text', { pages: String(of === 'page') })}</p>
        <NativeSelect
          label={t('incident-room:snooze.until')}
          data={ends.map((at, n) => ({
            value: at.toISOString(),
            label: t('incident-room:snooze.length', {
              minutes: LENGTHS[n] ?? 0,
              hours: Math.floor((LENGTHS[n] ?? 0) / 60),
              until: formatTime(at, zone, language, 'near'),
            }),
          }))}
          {...form.getInputProps('until')}
        />
        {snooze !== null && (
          <p className="ls-quiet ls-small">
            {t('incident-room:snooze.replaces', {
              name: snooze.by.name,
              until: say(new Date(snooze.until)),
            })}
          </p>
        )}
      </FormShell>
    </Dialog>
  );
}
