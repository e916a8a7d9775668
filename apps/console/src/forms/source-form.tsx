import { SOURCE_KINDS } from '#contract';
import { Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects } from '../api/catalog-queries.js';
import type { AlertSource } from '../api/contract.js';
import { LeaveGuard } from '../components/leave-guard.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { SOURCE_KIND } from '../components/source/source-words.js';
import { useVersionedSave } from '../hooks/use-versioned-save.js';
import type { Translate } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import classes from '../ui/form.module.css';
import { spanSeconds } from '../util/span.js';
import { FormShell } from './form-shell.js';
import { HeadFields, nameRules, needed } from './name-fields.js';
import { sourceInput, sourceValues } from './source-form-values.js';
import type { SourceValues } from './source-form-values.js';
import { MappingRows, WordRows } from './source-rows.js';
import { VersionConflict } from './version-conflict.js';

export interface SourceFormProps {
  initial: SourceValues;
  /** The version it was opened with; null = a new one. */
  version: number | null;
  /** Saves on top of a version; null = nothing is overwritten. */
  onSend: (values: SourceValues, version: number | null) => Promise<void>;
  /** Asks for what is there now; a new one has nothing to ask for. */
  current?: () => Promise<AlertSource>;
  onTakeTheirs?: (theirs: AlertSource) => void;
  onCancel: () => void;
}

function rules(t: Translate, creating: boolean) {
  const span = (value: string) =>
    spanSeconds(value) === null ? t('problems:field.invalid-duration') : null;
  return {
    ...nameRules(t, creating),
    defaultSubject: needed(t),
    groupInterval: span,
    watchdog: (value: string) => (value.trim() === '' ? null : span(value)),
    words: (words: SourceValues['words']) => {
      const said = words.map(({ word }) => word.trim().toLowerCase()).filter((word) => word !== '');
      return new Set(said).size < said.length ? t('problems:field.duplicate') : null;
    },
  };
}

/** Creating and editing a source of alerts; what the server refuses stands at its field. */
export function SourceForm(props: SourceFormProps): ReactElement {
  const { initial, version, onSend, current, onTakeTheirs, onCancel } = props;
  const t = useT();
  const creating = version === null;
  const form = useForm<SourceValues>({ initialValues: initial, validate: rules(t, creating) });
  const save = useVersionedSave(form, creating ? undefined : current);
  const send = (values: SourceValues, on: number | null): void =>
    void save.run(() => onSend(values, on));
  const { values, errors } = form;
  const isTaken = creating && save.error?.status === 412;
  const ofWords = Object.entries(errors).find(([path]) => /^(words|severities)\b/.test(path))?.[1];
  return (
    <FormShell
      className={classes.form}
      submit={isTaken ? { ...save, error: null } : save}
      onSubmit={form.onSubmit((filled) => send(filled, version))}
      onCancel={onCancel}
      action={t(creating ? 'source-form:create' : 'source-form:save')}
    >
      <LeaveGuard dirty={() => form.isDirty() && !save.busy} />
      <HeadFields noun="sources" form={form} creating={creating} />
      {creating && (
        <NativeSelect
          label={t('source-form:kind')}
          description={t('source-form:kindHint')}
          data={SOURCE_KINDS.map((kind) => ({ value: kind, label: t(SOURCE_KIND[kind]) }))}
          {...form.getInputProps('kind')}
        />
      )}
      <WhereFields form={form} />
      <ExpectedFields form={form} />
      <MappingRows
        rows={values.mappings}
        errors={errors}
        onChange={(mappings) => {
          form.setFieldValue('mappings', mappings);
          // What was wrong stood at rows that may be others now.
          const left = Object.entries(errors).filter(([path]) => !path.startsWith('mappings'));
          form.setErrors(Object.fromEntries(left));
        }}
      />
      <WordRows
        rows={values.words}
        error={ofWords}
        onChange={(words) => form.setFieldValue('words', words)}
      />
      {isTaken && <FormNotice>{t('source-form:exists', { slug: values.slug })}</FormNotice>}
      {save.theirs && version !== null && (
        <VersionConflict
          mine={{ version, document: sourceInput(values) }}
          theirs={{
            version: save.theirs.version,
            document: sourceInput(sourceValues(save.theirs)),
          }}
          onKeepMine={() => send(values, save.theirs?.version ?? version)}
          onTakeTheirs={() => save.theirs && onTakeTheirs?.(save.theirs)}
        />
      )}
    </FormShell>
  );
}

type Form = UseFormReturnType<SourceValues>;

/** Where its alerts may lie, and what they are about when they do not say. */
function WhereFields({ form }: { form: Form }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const { territory, territories, defaultSubject } = form.values;
  const may = [territory, ...territories];
  return (
    <>
      <MultiSelect
        label={t('source-form:territories')}
        description={t('source-form:territoriesHint')}
        data={useTerritories()
          .filter(({ code }) => code !== territory)
          .map(({ code, name }) => ({ value: code, label: name[language] }))}
        {...form.getInputProps('territories')}
      />
      <NativeSelect
        label={t('source-form:defaultSubject')}
        description={t('source-form:defaultSubjectHint')}
        data={[
          { value: '', label: t('source-form:choose') },
          ...subjects
            .filter((one) => may.includes(one.territory) || one.slug === defaultSubject)
            .map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
        {...form.getInputProps('defaultSubject')}
      />
    </>
  );
}

/** What is to be heard of it, and who can be asked, as far as its kind knows that. */
function ExpectedFields({ form }: { form: Form }): ReactElement | null {
  const t = useT();
  const { kind } = form.values;
  if (kind === 'webhook') return null;
  return (
    <>
      {kind === 'alertmanager' && (
        <Checkbox
          label={t('source-form:own')}
          description={t('source-form:ownHint')}
          {...form.getInputProps('own', { type: 'checkbox' })}
          error={form.errors['own'] ?? form.errors['prometheus']}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          label={t('source-form:watchdog')}
          description={t('source-form:watchdogHint')}
          {...form.getInputProps('watchdog')}
          error={form.errors['watchdog'] ?? form.errors['watchdogSeconds']}
        />
        {kind === 'alertmanager' && (
          <TextInput
            label={t('source-form:groupInterval')}
            description={t('source-form:groupIntervalHint')}
            {...form.getInputProps('groupInterval')}
            error={form.errors['groupInterval'] ?? form.errors['groupIntervalSeconds']}
          />
        )}
      </div>
    </>
  );
}
