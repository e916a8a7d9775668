import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { allTeams } from '../api/catalog-queries.js';
import type { Schedule } from '../api/contract.js';
import { LeaveGuard } from '../components/leave-guard.js';
import { useVersionedSave } from '../hooks/use-versioned-save.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import classes from '../ui/form.module.css';
import { FormShell } from './form-shell.js';
import { HeadFields, nameRules } from './name-fields.js';
import { scheduleInput, scheduleValues } from './schedule-form-values.js';
import type { ScheduleValues } from './schedule-form-values.js';
import { ScheduleLayers } from './schedule-layers.js';
import { SchedulePreview } from './schedule-preview.js';
import columns from './slo-form.module.css';
import { VersionConflict } from './version-conflict.js';

export interface ScheduleFormProps {
  initial: ScheduleValues;
  /** The version it was opened with; null = a new one. */
  version: number | null;
  /** Saves on top of a version; null = nothing is overwritten. */
  onSend: (values: ScheduleValues, version: number | null) => Promise<void>;
  /** Asks for what is there now; a new one has nothing to ask for. */
  current?: () => Promise<Schedule>;
  onTakeTheirs?: (theirs: Schedule) => void;
  onCancel: () => void;
}

/** Creating and editing a schedule, with what it would come to beside it; what the server refuses stands at its field. */
export function ScheduleForm(props: ScheduleFormProps): ReactElement {
  const { initial, version, onSend, current, onTakeTheirs, onCancel } = props;
  const t = useT();
  const creating = version === null;
  const teams = useQuery(allTeams(null)).data ?? [];
  const form = useForm<ScheduleValues>({
    initialValues: initial,
    validate: nameRules(t, creating),
  });
  const save = useVersionedSave(form, creating ? undefined : current);
  const send = (values: ScheduleValues, on: number | null): void =>
    void save.run(() => onSend(values, on));
  const { values, errors } = form;
  const isTaken = creating && save.error?.status === 412;
  return (
    <div className={columns.columns}>
      <FormShell
        className={classes.form}
        submit={isTaken ? { ...save, error: null } : save}
        onSubmit={form.onSubmit((filled) => send(filled, version))}
        onCancel={onCancel}
        action={t(creating ? 'schedules:create' : 'schedules:save')}
      >
        <LeaveGuard dirty={() => form.isDirty() && !save.busy} />
        <HeadFields
          noun="schedules"
          form={form}
          creating={creating}
          beside={teams.filter(({ slug }) => slug === form.values.team)}
        >
          <TeamField {...form.getInputProps('team')} />
          <ZoneField {...form.getInputProps('timeZone')} />
        </HeadFields>
        <ScheduleLayers
          layers={values.layers}
          errors={errors}
          onChange={(layers) => {
            form.setFieldValue('layers', layers);
            // What was wrong stood at places that may be others now.
            const left = Object.entries(errors).filter(([path]) => !/^layers\b/.test(path));
            form.setErrors(Object.fromEntries(left));
          }}
        />
        {isTaken && <FormNotice>{t('schedules:exists', { slug: values.slug })}</FormNotice>}
        {save.theirs && version !== null && (
          <VersionConflict
            mine={{ version, document: scheduleInput(values) }}
            theirs={{
              version: save.theirs.version,
              document: scheduleInput(scheduleValues(save.theirs)),
            }}
            onKeepMine={() => send(values, save.theirs?.version ?? version)}
            onTakeTheirs={() => save.theirs && onTakeTheirs?.(save.theirs)}
          />
        )}
      </FormShell>
      <SchedulePreview values={values} />
    </div>
  );
}

function TeamField(props: object): ReactElement {
  const t = useT();
  const teams = useQuery(allTeams(null)).data ?? [];
  return (
    <NativeSelect
      label={t('schedules:team')}
      data={[
        { value: '', label: t('schedules:noTeam') },
        ...teams.map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
      {...props}
    />
  );
}

/** An IANA time zone; those that the browser knows are offered. */
function ZoneField(props: object): ReactElement {
  const t = useT();
  const list = useId();
  return (
    <div>
      <TextInput
        label={t('schedules:timeZone')}
        description={t('schedules:timeZoneHint')}
        list={list}
        spellCheck={false}
        autoComplete="off"
        {...props}
      />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}
