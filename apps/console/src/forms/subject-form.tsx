import { SUBJECT_KINDS, type SubjectKind } from '#contract';
import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allEnvironments, allSubjects, allTeams } from '../api/catalog-queries.js';
import { LeaveGuard } from '../components/leave-guard.js';
import { KIND_NAME } from '../components/subject/subject-words.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import { FormShell } from './form-shell.js';
import { LabelFields } from './label-fields.js';
import { NameFields, TerritoryField, nameRules } from './name-fields.js';
import { SubjectExtras } from './subject-extras.js';
import type { SubjectValues } from './subject-form-values.js';

export interface SubjectFormProps {
  initial: SubjectValues;
  /** The slug can be chosen only once. */
  creating: boolean;
  onSend: (values: SubjectValues) => Promise<void>;
  onCancel: () => void;
  /** Offered when somebody else saved meanwhile. */
  onReload?: () => void;
}

/** Creating and editing a subject; the server's field problems stand at their fields. */
export function SubjectForm({
  initial,
  creating,
  onSend,
  onCancel,
  onReload,
}: SubjectFormProps): ReactElement {
  const t = useT();
  const form = useForm<SubjectValues>({ initialValues: initial, validate: nameRules(t, creating) });
  const submit = useSubmit(form);
  const options = useOptions(initial.slug);
  return (
    <FormShell
      className={classes.form}
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t(creating ? 'subjects:form.create' : 'subjects:form.save')}
      remedy={
        submit.error?.code === 'precondition-failed' &&
        onReload && (
          <button type="button" className={classes.inline} onClick={onReload}>
            {t('subjects:form.conflictReload')}
          </button>
        )
      }
    >
      <LeaveGuard dirty={() => form.isDirty() && !submit.busy} />
      <div className={classes.pair}>
        <NameFields noun="subjects" form={form} creating={creating} />
      </div>
      <Textarea
        label={t('subjects:form.description')}
        description={t('subjects:form.descriptionHint')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <SubjectPlace form={form} options={options} creating={creating} />
      <SubjectExtras form={form} />
      <MultiSelect
        label={t('subjects:form.dependsOn')}
        description={t('subjects:form.dependsOnHint')}
        searchable
        data={options.subjects}
        {...form.getInputProps('dependsOn')}
      />
      <LabelFields
        labels={form.values.labels}
        error={form.errors['labels']}
        onChange={(labels) => form.setFieldValue('labels', labels)}
      />
    </FormShell>
  );
}

/** What it is, where it stands and who answers for it. */
function SubjectPlace({
  form,
  options,
  creating,
}: {
  form: UseFormReturnType<SubjectValues>;
  options: Options;
  creating: boolean;
}): ReactElement {
  const t = useT();
  const teams = useQuery(allTeams(null)).data ?? [];
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t('subjects:form.kind')}
        data={SUBJECT_KINDS.map((kind) => ({ value: kind, label: t(KIND_NAME[kind]) }))}
        {...form.getInputProps('kind')}
        onChange={(event) => form.setFieldValue('kind', event.currentTarget.value as SubjectKind)}
      />
      <NativeSelect
        label={t('subjects:form.tier')}
        description={t('subjects:form.tierHint')}
        data={[{ value: '', label: t('subjects:form.tierNone') }, '1', '2', '3']}
        {...form.getInputProps('tier')}
      />
      <TerritoryField
        noun="subjects"
        form={form}
        creating={creating}
        beside={teams.filter(({ slug }) => slug === form.values.team)}
      />
      <NativeSelect
        label={t('subjects:form.environment')}
        data={options.environments}
        {...form.getInputProps('environment')}
      />
      <NativeSelect
        label={t('subjects:form.team')}
        data={options.teams}
        {...form.getInputProps('team')}
      />
      <TextInput
        label={t('subjects:form.owner')}
        description={t('subjects:form.ownerHint')}
        type="email"
        {...form.getInputProps('owner')}
      />
    </div>
  );
}

interface Option {
  value: string;
  label: string;
}

type Options = Record<'environments' | 'teams' | 'subjects', Option[]>;

function useOptions(self: string): Options {
  const t = useT();
  const teams = useQuery(allTeams(null)).data ?? [];
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const environments = useQuery(allEnvironments(null)).data ?? [];
  const none = { value: '', label: t('common:dash') };
  return {
    environments: [none, ...environments.map(({ slug, name }) => ({ value: slug, label: name }))],
    teams: [
      { value: '', label: t('subjects:noTeam') },
      ...teams.map(({ slug, name }) => ({ value: slug, label: name })),
    ],
    subjects: subjects
      .filter(({ slug }) => slug !== self)
      .map(({ slug, name }) => ({ value: slug, label: name })),
  };
}
