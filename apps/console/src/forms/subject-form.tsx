import { SUBJECT_KINDS, type SubjectKind } from '#contract';
import { Button, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allEnvironments, allSubjects, allTeams } from '../api/catalog-queries.js';
import { api } from '../api/client.js';
import { LeaveGuard } from '../components/leave-guard.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { KIND_NAME } from '../components/subject/subject-words.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { isSlug, slugOf } from '../util/slug.js';
import classes from '../ui/form.module.css';
import { LabelFields } from './label-fields.js';
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
  const form = useForm<SubjectValues>({
    initialValues: initial,
    validate: {
      name: (value) => (value.trim() === '' ? t('problems:field.required') : null),
      slug: (value) => (creating && !isSlug(value) ? t('problems:field.pattern') : null),
    },
  });
  const { busy, error, run } = useSubmit(form);
  const options = useOptions(initial.slug);
  const submit = form.onSubmit((values) => void run(() => onSend(values)));
  const rename = (name: string): void => {
    if (creating && !form.isTouched('slug')) form.setFieldValue('slug', slugOf(name));
    form.setFieldValue('name', name);
  };
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <LeaveGuard dirty={() => form.isDirty() && !busy} />
      <div className={classes.pair}>
        <TextInput
          label={t('subjects:form.name')}
          {...form.getInputProps('name')}
          onChange={(event) => rename(event.currentTarget.value)}
          data-autofocus
        />
        {creating && (
          <TextInput
            label={t('subjects:form.slug')}
            description={t('subjects:form.slugHint')}
            classNames={{ input: classes.mono }}
            spellCheck={false}
            {...form.getInputProps('slug')}
          />
        )}
      </div>
      <Textarea
        label={t('subjects:form.description')}
        description={t('subjects:form.descriptionHint')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <SubjectPlace form={form} options={options} />
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
      {error && (
        <ProblemNotice error={error}>
          {error.code === 'precondition-failed' && onReload && (
            <button type="button" className={classes.inline} onClick={onReload}>
              {t('subjects:form.conflictReload')}
            </button>
          )}
        </ProblemNotice>
      )}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t(creating ? 'subjects:form.create' : 'subjects:form.save')}
        </Button>
      </div>
    </form>
  );
}

/** What it is, where it stands and who answers for it. */
function SubjectPlace({
  form,
  options,
}: {
  form: UseFormReturnType<SubjectValues>;
  options: Options;
}): ReactElement {
  const t = useT();
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
      <NativeSelect
        label={t('subjects:form.territory')}
        data={options.territories}
        {...form.getInputProps('territory')}
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

type Options = Record<'territories' | 'environments' | 'teams' | 'subjects', Option[]>;

function useOptions(self: string): Options {
  const t = useT();
  const language = useLanguage();
  const teams = useQuery(allTeams(null)).data ?? [];
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const environments = useQuery(allEnvironments(null)).data ?? [];
  const territories = useQuery(api.queryOptions('get', '/territories', {})).data?.items ?? [];
  const none = { value: '', label: t('common:dash') };
  return {
    territories: territories.map(({ code, name }) => ({ value: code, label: name[language] })),
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
