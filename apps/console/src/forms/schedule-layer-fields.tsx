import { ROTATION_TURNS, SCHEDULE_LIMITS, type RotationTurn } from '#contract';
import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from './arrange.module.css';
import { ScheduleHours } from './schedule-hours.js';
import { LAYER_BEGINS } from './schedule-form-values.js';
import type { LayerBegin } from './schedule-form-values.js';
import type { LayerFieldsProps } from './schedule-layer-props.js';
import { ScheduleMembers } from './schedule-members.js';

/** One layer: its rotation, who takes turns, and the hours in which it counts. */
export function ScheduleLayerFields({
  actions,
  ...props
}: LayerFieldsProps & {
  /** The buttons that move and remove the layer. */
  actions: ReactNode;
}): ReactElement {
  const t = useT();
  const { layer, at, errors, onChange } = props;
  const title = t('schedules:layer.title', { at: at + 1 });
  return (
    <fieldset className={classes.box} aria-label={title}>
      <div className={classes.boxHead}>
        <strong>{title}</strong>
        {actions}
      </div>
      <TextInput
        id={`${layer.key}-name`}
        label={t('schedules:layer.name')}
        value={layer.name}
        error={errors[`layers.${at}.name`]}
        onChange={({ currentTarget }) => onChange({ ...layer, name: currentTarget.value })}
      />
      <RotationFields {...props} />
      <BeginFields {...props} />
      <ScheduleMembers {...props} />
      <ScheduleHours {...props} />
    </fieldset>
  );
}

/** How long a turn is, and when it changes hands. */
function RotationFields({ layer, at, errors, onChange }: LayerFieldsProps): ReactElement {
  const t = useT();
  const path = `layers.${at}.rotation`;
  return (
    <div className={classes.four}>
      <TextInput
        type="number"
        min={1}
        max={SCHEDULE_LIMITS.every}
        label={t('schedules:rotation.every')}
        value={layer.every}
        error={errors[`${path}.every`]}
        onChange={({ currentTarget }) => onChange({ ...layer, every: currentTarget.value })}
      />
      <NativeSelect
        label={t('schedules:rotation.unit')}
        value={layer.turn}
        error={errors[`${path}.turn`]}
        data={ROTATION_TURNS.map((turn) => ({
          value: turn,
          label: t(`schedules:rotation.unitOf.${turn}`),
        }))}
        onChange={({ currentTarget }) =>
          onChange({ ...layer, turn: currentTarget.value as RotationTurn })
        }
      />
      <TextInput
        type="time"
        label={t('schedules:rotation.handoff')}
        value={layer.handoff}
        error={errors[`${path}.handoff`]}
        onChange={({ currentTarget }) => onChange({ ...layer, handoff: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t(
          layer.begins === 'first' ? 'schedules:rotation.firstTurn' : 'schedules:rotation.anchor',
        )}
        description={t('schedules:rotation.anchorHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={layer.anchor}
        error={errors[`${path}.anchor`]}
        onChange={({ currentTarget }) => onChange({ ...layer, anchor: currentTarget.value })}
      />
    </div>
  );
}

/** From when on somebody is on call by it: turns alone have no beginning. */
function BeginFields({ layer, at, errors, onChange }: LayerFieldsProps): ReactElement {
  const t = useT();
  const error = errors[`layers.${at}.effectiveFrom`];
  return (
    <div className={classes.four}>
      <NativeSelect
        label={t('schedules:begin.label')}
        description={t(`schedules:begin.hint.${layer.begins}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={layer.begins}
        error={layer.begins === 'other' ? undefined : error}
        data={LAYER_BEGINS.map((begin) => ({
          value: begin,
          label: t(`schedules:begin.of.${begin}`),
        }))}
        onChange={({ currentTarget }) =>
          onChange({ ...layer, begins: currentTarget.value as LayerBegin })
        }
      />
      {layer.begins === 'other' && (
        <TextInput
          type="datetime-local"
          label={t('schedules:begin.at')}
          value={layer.effectiveFrom}
          error={error}
          onChange={({ currentTarget }) =>
            onChange({ ...layer, effectiveFrom: currentTarget.value })
          }
        />
      )}
    </div>
  );
}
