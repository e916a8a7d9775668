import { ESCALATION_LIMITS, UNTIL_ACKNOWLEDGED } from '#contract';
import { Checkbox, MultiSelect, NativeSelect, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects, allTeams } from '../api/catalog-queries.js';
import type { EscalationPolicy } from '../api/contract.js';
import { LeaveGuard } from '../components/leave-guard.js';
import { useVersionedSave } from '../hooks/use-versioned-save.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import classes from '../ui/form.module.css';
import { FormShell } from './form-shell.js';
import { HeadFields, nameRules } from './name-fields.js';
import { policyInput, policyValues } from './policy-form-values.js';
import type { PolicyValues } from './policy-form-values.js';
import { PolicySteps } from './policy-steps.js';
import { PolicyTargetFields } from './policy-target-fields.js';
import { VersionConflict } from './version-conflict.js';

export interface PolicyFormProps {
  initial: PolicyValues;
  /** The version it was opened with; null = a new one. */
  version: number | null;
  /** Saves on top of a version; null = nothing is overwritten. */
  onSend: (values: PolicyValues, version: number | null) => Promise<void>;
  /** Asks for what is there now; a new one has nothing to ask for. */
  current?: () => Promise<EscalationPolicy>;
  onTakeTheirs?: (theirs: EscalationPolicy) => void;
  onCancel: () => void;
}

type Form = UseFormReturnType<PolicyValues>;

/** Creating and editing an escalation policy; what the server refuses stands at its field. */
export function PolicyForm(props: PolicyFormProps): ReactElement {
  const { initial, version, onSend, current, onTakeTheirs, onCancel } = props;
  const t = useT();
  const creating = version === null;
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const teams = useQuery(allTeams(null)).data ?? [];
  const form = useForm<PolicyValues>({ initialValues: initial, validate: nameRules(t, creating) });
  const save = useVersionedSave(form, creating ? undefined : current);
  const send = (values: PolicyValues, on: number | null): void =>
    void save.run(() => onSend(values, on));
  const { values, errors } = form;
  const served = [
    ...subjects.filter(({ slug }) => values.subjects.includes(slug)),
    ...teams.filter(({ slug }) => values.teams.includes(slug)),
  ];
  const isTaken = creating && save.error?.status === 412;
  return (
    <FormShell
      className={classes.form}
      submit={isTaken ? { ...save, error: null } : save}
      onSubmit={form.onSubmit((filled) => send(filled, version))}
      onCancel={onCancel}
      action={t(creating ? 'policy-form:create' : 'policy-form:save')}
    >
      <LeaveGuard dirty={() => form.isDirty() && !save.busy} />
      <HeadFields noun="policies" form={form} creating={creating} beside={served} />
      <Textarea
        label={t('policy-form:description')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <ServedFields form={form} creating={creating} />
      <PolicySteps
        steps={values.steps}
        errors={errors}
        onChange={(steps) => {
          form.setFieldValue('steps', steps);
          // What was wrong stood at places that may be others now.
          const left = Object.entries(errors).filter(([path]) => !/^steps\b/.test(path));
          form.setErrors(Object.fromEntries(left));
        }}
      />
      <NativeSelect
        label={t('policy-form:repeat')}
        data={[
          ...Array.from({ length: ESCALATION_LIMITS.repeats + 1 }, (_, count) => ({
            value: String(count),
            label: t('policy-form:repeatTimes', { count }),
          })),
          { value: UNTIL_ACKNOWLEDGED, label: t('policy-form:repeatForever') },
        ]}
        {...form.getInputProps('repeat')}
      />
      <fieldset className={classes.fieldset}>
        <legend>{t('policy-form:fallback')}</legend>
        <p className="ls-tiny ls-quiet">{t('policy-form:fallbackHint')}</p>
        <PolicyTargetFields
          id="fallback"
          value={values.fallback}
          at={t('policy-form:ofFallback')}
          error={errors['fallback']}
          onChange={(fallback) => form.setFieldValue('fallback', fallback)}
        />
      </fieldset>
      <Textarea
        label={t('policy-form:waiver')}
        description={t('policy-form:waiverHint')}
        autosize
        {...form.getInputProps('waiver')}
      />
      {isTaken && <FormNotice>{t('policy-form:exists', { slug: values.slug })}</FormNotice>}
      {save.theirs && version !== null && (
        <VersionConflict
          mine={{ version, document: policyInput(values) }}
          theirs={{
            version: save.theirs.version,
            document: policyInput(policyValues(save.theirs)),
          }}
          onKeepMine={() => send(values, save.theirs?.version ?? version)}
          onTakeTheirs={() => save.theirs && onTakeTheirs?.(save.theirs)}
        />
      )}
    </FormShell>
  );
}

/** What the policy is for. Subjects of other territories cannot be. */
function ServedFields({ form, creating }: { form: Form; creating: boolean }): ReactElement {
  const t = useT();
  const subjects = useQuery(allSubjects(null)).data ?? [];
  const teams = useQuery(allTeams(null)).data ?? [];
  const { territory } = form.values;
  // Until the first is chosen, which the territory follows, all of them are offered.
  const isOpen = creating && form.values.subjects.length === 0;
  const option = ({ slug, name }: { slug: string; name: string }) => ({ value: slug, label: name });
  const first = (path: string) =>
    Object.entries(form.errors).find(([at]) => at.startsWith(`serves.${path}`))?.[1];
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('policy-form:serves')}</legend>
      <MultiSelect
        w="100%"
        label={t('policy-form:subjects')}
        description={t('policy-form:subjectsHint')}
        searchable
        data={subjects
          .filter(
            (one) =>
              isOpen || one.territory === territory || form.values.subjects.includes(one.slug),
          )
          .map(option)}
        {...form.getInputProps('subjects')}
        error={first('subjects')}
      />
      <MultiSelect
        w="100%"
        label={t('policy-form:teams')}
        description={t('policy-form:teamsHint')}
        searchable
        data={teams.map(option)}
        {...form.getInputProps('teams')}
        error={first('teams')}
      />
      <Checkbox
        label={t('policy-form:default')}
        {...form.getInputProps('default', { type: 'checkbox' })}
        error={first('default')}
      />
    </fieldset>
  );
}
