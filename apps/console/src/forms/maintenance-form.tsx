import { Checkbox, MultiSelect, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { allSubjects } from '../api/catalog-queries.js';
import type { MaintenancePreview } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import type { Translate } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import classes from '../ui/form.module.css';
import { TimeText } from '../ui/time-text.js';
import { spanSeconds } from '../util/span.js';
import { FormShell } from './form-shell.js';
import { readMatchers, REPEAT_CHOICES, type MaintenanceValues } from './maintenance-form-values.js';
import { NameFields, TerritoryField, nameRules, needed } from './name-fields.js';

type Form = UseFormReturnType<MaintenanceValues>;

const rulesOf = (t: Translate, creating: boolean) => ({
  ...nameRules(t, creating),
  reason: needed(t),
  timeZone: needed(t),
  starts: (value: string) => (value === '' ? t('maintenance:form.startsWrong') : null),
  duration: (value: string) =>
    spanSeconds(value) === null ? t('problems:field.invalid-duration') : null,
  matchers: (value: string) =>
    readMatchers(value) === null ? t('maintenance:form.matchersWrong') : null,
});

/** Creating and editing a maintenance window. Nothing is saved before somebody saw what it would have hidden. */
export function MaintenanceForm({
  initial,
  creating,
  onPreview,
  onSend,
  onCancel,
}: {
  initial: MaintenanceValues;
  creating: boolean;
  onPreview: (values: MaintenanceValues) => Promise<MaintenancePreview>;
  onSend: (values: MaintenanceValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const [seen, setSeen] = useState<MaintenancePreview | null>(null);
  const [twice, setTwice] = useState(false);
  const form = useForm<MaintenanceValues>({
    initialValues: initial,
    validate: rulesOf(t, creating),
    onValuesChange: () => {
      setSeen(null);
      setTwice(false);
    },
  });
  const submit = useSubmit(form);
  const send = async (values: MaintenanceValues): Promise<void> => {
    if (seen === null) setSeen(await onPreview(values));
    else await onSend(values);
  };
  const save = t(creating ? 'maintenance:form.create' : 'maintenance:form.save');
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => send(values)))}
      onCancel={onCancel}
      action={seen === null ? t('maintenance:form.check') : save}
      disabled={seen !== null && seen.broad && !twice}
    >
      <NameFields noun="maintenance" form={form} creating={creating} />
      <Textarea
        label={t('maintenance:form.reason')}
        autosize
        minRows={2}
        {...form.getInputProps('reason')}
      />
      <CoveredFields form={form} creating={creating} />
      <TimeFields form={form} />
      {seen !== null && <Seen preview={seen} />}
      {seen?.broad === true && (
        <Checkbox
          label={t('maintenance:form.broad')}
          checked={twice}
          onChange={({ currentTarget }) => setTwice(currentTarget.checked)}
        />
      )}
    </FormShell>
  );
}

function CoveredFields({ form, creating }: { form: Form; creating: boolean }): ReactElement {
  const t = useT();
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const { values, errors } = form;
  const chosen = subjects.filter(({ slug }) => values.subjects.includes(slug));
  const isOpen = creating && values.subjects.length === 0;
  const first = (path: string) => Object.entries(errors).find(([at]) => at.startsWith(path))?.[1];
  return (
    <>
      <MultiSelect
        w="100%"
        label={t('maintenance:form.subjects')}
        description={t('maintenance:form.subjectsHint')}
        searchable
        data={subjects
          .filter(
            ({ slug, territory }) =>
              isOpen || territory === values.territory || values.subjects.includes(slug),
          )
          .map(({ slug, name }) => ({ value: slug, label: name }))}
        {...form.getInputProps('subjects')}
        error={first('subjects')}
      />
      <Textarea
        label={t('maintenance:form.matchers')}
        description={t('maintenance:form.matchersHint')}
        autosize
        minRows={2}
        spellCheck={false}
        classNames={{ input: classes.mono }}
        {...form.getInputProps('matchers')}
        error={first('matchers')}
      />
      <TerritoryField noun="maintenance" form={form} creating={creating} beside={chosen} />
    </>
  );
}

function TimeFields({ form }: { form: Form }): ReactElement {
  const t = useT();
  const { values, errors } = form;
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('maintenance:form.starts')}
          {...form.getInputProps('starts')}
        />
        <TextInput
          label={t('maintenance:form.duration')}
          description={t('maintenance:form.durationHint')}
          {...form.getInputProps('duration')}
          error={errors['duration'] ?? errors['durationMinutes']}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          label={t('maintenance:form.timeZone')}
          spellCheck={false}
          {...form.getInputProps('timeZone')}
        />
        <NativeSelect
          label={t('maintenance:form.repeat')}
          data={REPEAT_CHOICES.map((value) => ({ value, label: t(`maintenance:form.${value}`) }))}
          {...form.getInputProps('repeat')}
        />
      </div>
      {values.repeat === 'other' && (
        <TextInput
          label={t('maintenance:form.rule')}
          description={t('maintenance:form.ruleHint')}
          spellCheck={false}
          classNames={{ input: classes.mono }}
          {...form.getInputProps('rule')}
          error={errors['rule'] ?? errors['rrule']}
        />
      )}
    </>
  );
}

/** When it would be, and what it would have hidden. */
function Seen({ preview: { hidden, next } }: { preview: MaintenancePreview }): ReactElement {
  const t = useT();
  return (
    <FormNotice tone={hidden.pages > 0 || next.length === 0 ? 'warn' : 'none'}>
      <p>{t('maintenance:form.hidden', hidden)}</p>
      <p>{t(next.length === 0 ? 'maintenance:form.noTimes' : 'maintenance:form.times')}</p>
      {next.map(({ from, to }) => (
        <p key={from}>
          <TimeText at={from} show="datetime" /> – <TimeText at={to} show="datetime" />
        </p>
      ))}
    </FormNotice>
  );
}
