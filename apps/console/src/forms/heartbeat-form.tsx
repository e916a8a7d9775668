import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects } from '../api/catalog-queries.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import { spanSeconds } from '../util/span.js';
import { FormShell } from './form-shell.js';
import { NameFields, nameRules, needed } from './name-fields.js';

export interface HeartbeatValues {
  slug: string;
  name: string;
  subject: string;
  /** as people write it: `1d` */
  interval: string;
  grace: string;
}

/** Creating and editing a heartbeat. */
export function HeartbeatForm({
  initial,
  creating,
  onSend,
  onCancel,
}: {
  initial: HeartbeatValues;
  creating: boolean;
  onSend: (values: HeartbeatValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const span = (value: string) =>
    spanSeconds(value) === null ? t('problems:field.invalid-duration') : null;
  const form = useForm<HeartbeatValues>({
    initialValues: initial,
    validate: { ...nameRules(t, creating), subject: needed(t), interval: span, grace: span },
  });
  const submit = useSubmit(form);
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const { errors } = form;
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t(creating ? 'heartbeats:form.create' : 'heartbeats:form.save')}
    >
      <NameFields noun="heartbeats" form={form} creating={creating} />
      <NativeSelect
        label={t('heartbeats:form.subject')}
        description={t('heartbeats:form.subjectHint')}
        data={[
          { value: '', label: t('heartbeats:form.choose') },
          ...subjects.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
        {...form.getInputProps('subject')}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('heartbeats:form.interval')}
          description={t('heartbeats:form.intervalHint')}
          {...form.getInputProps('interval')}
          error={errors['interval'] ?? errors['intervalSeconds']}
        />
        <TextInput
          label={t('heartbeats:form.grace')}
          description={t('heartbeats:form.graceHint')}
          {...form.getInputProps('grace')}
          error={errors['grace'] ?? errors['graceSeconds']}
        />
      </div>
    </FormShell>
  );
}
