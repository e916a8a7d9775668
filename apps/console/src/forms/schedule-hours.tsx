import { WEEKDAYS, type Weekday } from '#contract';
import { Checkbox, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import form from '../ui/form.module.css';
import { RemoveButton } from './arrange-buttons.js';
import classes from './arrange.module.css';
import { blankHours } from './schedule-form-values.js';
import type { HoursValues } from './schedule-form-values.js';
import type { LayerFieldsProps } from './schedule-layer-props.js';

/** The hours of the week in which a layer counts; none = at all hours. */
export function ScheduleHours({
  layer,
  at,
  errors,
  focus,
  onChange,
}: LayerFieldsProps): ReactElement {
  const t = useT();
  const { hours } = layer;
  const set = (next: HoursValues[]): void => onChange({ ...layer, hours: next });
  const add = (): void => {
    const one = blankHours();
    set([...hours, one]);
    focus(`${one.key}-from`);
  };
  return (
    <fieldset className={form.fieldset}>
      <legend>{t('schedules:hours.legend')}</legend>
      {hours.length === 0 && <p className="ls-tiny ls-quiet">{t('schedules:hours.none')}</p>}
      {hours.map((one, i) => (
        <HoursRow
          key={one.key}
          hours={one}
          title={t('schedules:hours.one', { at: i + 1, layer: at + 1 })}
          remove={t('schedules:hours.remove', { at: i + 1, layer: at + 1 })}
          errorAt={(field) => errors[`layers.${at}.restrictions.${i}.${field}`]}
          onChange={(next) => set(hours.with(i, next))}
          onRemove={() => {
            set(hours.toSpliced(i, 1));
            focus(`${layer.key}-add-hours`);
          }}
        />
      ))}
      <button id={`${layer.key}-add-hours`} type="button" className={form.inline} onClick={add}>
        {t('schedules:hours.add')}
      </button>
      {hours.length > 0 && (
        <Checkbox
          size="xs"
          label={t('schedules:hours.worked')}
          checked={layer.turns === 'worked'}
          onChange={({ currentTarget }) =>
            onChange({ ...layer, turns: currentTarget.checked ? 'worked' : 'calendar' })
          }
        />
      )}
    </fieldset>
  );
}

function HoursRow({
  hours,
  title,
  remove,
  errorAt,
  onChange,
  onRemove,
}: {
  hours: HoursValues;
  title: string;
  remove: string;
  errorAt: (field: 'days' | 'from' | 'to') => LayerFieldsProps['errors'][string];
  onChange: (hours: HoursValues) => void;
  onRemove: () => void;
}): ReactElement {
  const t = useT();
  const { key, days, from, to } = hours;
  const toggle = (day: Weekday, on: boolean): void =>
    onChange({ ...hours, days: WEEKDAYS.filter((one) => (one === day ? on : days.includes(one))) });
  const isOvernight = from !== '' && to !== '' && to <= from;
  return (
    <div role="group" aria-label={title} className={classes.hours}>
      <div className={form.boxes}>
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            size="xs"
            label={t(`schedules:hours.day.${day}`)}
            checked={days.includes(day)}
            onChange={({ currentTarget }) => toggle(day, currentTarget.checked)}
          />
        ))}
      </div>
      <div className={classes.times}>
        <TextInput
          id={`${key}-from`}
          type="time"
          label={t('schedules:hours.from')}
          value={from}
          error={errorAt('from')}
          onChange={({ currentTarget }) => onChange({ ...hours, from: currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('schedules:hours.to')}
          value={to}
          error={errorAt('to')}
          description={isOvernight ? t('schedules:hours.overnight') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={({ currentTarget }) => onChange({ ...hours, to: currentTarget.value })}
        />
        <RemoveButton label={remove} onClick={onRemove} />
      </div>
      {errorAt('days') && (
        <p className={form.error} data-fault>
          {errorAt('days')}
        </p>
      )}
    </div>
  );
}
