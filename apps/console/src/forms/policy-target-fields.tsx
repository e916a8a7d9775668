import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { allSchedules } from '../api/oncall-queries.js';
import { useT } from '../i18n/use-t.js';
import classes from './arrange.module.css';
import { PersonField } from './person-field.js';
import type { TargetValues } from './policy-form-values.js';
import { useKnownPeople } from './use-known-people.js';

/** One target: whoever is on call by a schedule, or a person. */
export function PolicyTargetFields({
  value,
  at,
  error,
  id,
  actions,
  onChange,
}: {
  value: TargetValues;
  /** Which one it is, in words, for readers. */
  at: string;
  error: ReactNode;
  id: string;
  /** What can be done with the row. */
  actions?: ReactNode;
  onChange: (value: TargetValues) => void;
}): ReactElement {
  const t = useT();
  const schedules = useQuery(allSchedules).data ?? [];
  const people = useKnownPeople();
  const label = t('policy-form:target', { at });
  return (
    <div className={classes.row}>
      <NativeSelect
        id={id}
        aria-label={t('policy-form:targetKind', { at })}
        value={value.kind}
        data={[
          { value: 'schedule', label: t('policy-form:kind.schedule') },
          { value: 'user', label: t('policy-form:kind.user') },
        ]}
        onChange={({ currentTarget }) =>
          onChange({ ...value, kind: currentTarget.value === 'user' ? 'user' : 'schedule' })
        }
      />
      {value.kind === 'schedule' ? (
        <NativeSelect
          aria-label={label}
          value={value.schedule}
          error={error}
          data={[
            { value: '', label: t('policy-form:noSchedule') },
            ...schedules.map(({ slug, name, territory }) => ({
              value: slug,
              label: `${name} (${territory})`,
            })),
            // One that the reader may not see stays what it is.
            ...(value.schedule !== '' && !schedules.some(({ slug }) => slug === value.schedule)
              ? [{ value: value.schedule, label: value.schedule }]
              : []),
          ]}
          onChange={({ currentTarget }) => onChange({ ...value, schedule: currentTarget.value })}
        />
      ) : (
        <PersonField
          label={label}
          value={value.user}
          people={people}
          error={error}
          onChange={(user) => onChange({ ...value, user })}
        />
      )}
      {actions}
    </div>
  );
}
