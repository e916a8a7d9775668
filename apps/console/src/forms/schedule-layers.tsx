import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useFocusAfter } from '../hooks/use-focus-after.js';
import { useT } from '../i18n/use-t.js';
import form from '../ui/form.module.css';
import { moved } from '../util/moved.js';
import { ArrangeButtons } from './arrange-buttons.js';
import classes from './arrange.module.css';
import { blankLayer, mondayOf } from './schedule-form-values.js';
import type { LayerValues } from './schedule-form-values.js';
import { ScheduleLayerFields } from './schedule-layer-fields.js';
import { serverNow } from '../stores/server-clock.js';

/** The layers of a schedule, first to last. */
export function ScheduleLayers({
  layers,
  errors,
  onChange,
}: {
  layers: LayerValues[];
  errors: Readonly<Record<string, ReactNode>>;
  onChange: (layers: LayerValues[]) => void;
}): ReactElement {
  const t = useT();
  const focus = useFocusAfter();
  const [said, setSaid] = useState('');
  const move = ({ key }: LayerValues, from: number, to: number): void => {
    onChange(moved(layers, from, to));
    setSaid(t('schedules:layer.moved', { from: from + 1, to: to + 1 }));
    focus(`${key}-layer-${to < from ? 'up' : 'down'}`);
  };
  const add = (): void => {
    const name = t('schedules:layer.another', { at: layers.length + 1 });
    const layer = blankLayer(name, mondayOf(new Date(serverNow())));
    onChange([...layers, layer]);
    focus(`${layer.key}-name`);
  };
  return (
    <fieldset className={form.fieldset}>
      <legend>{t('schedules:layers')}</legend>
      <p className="ls-tiny ls-quiet">{t('schedules:layersHint')}</p>
      <div className={classes.boxes}>
        {layers.map((layer, at) => (
          <ScheduleLayerFields
            key={layer.key}
            layer={layer}
            at={at}
            errors={errors}
            focus={focus}
            say={setSaid}
            onChange={(next) => onChange(layers.with(at, next))}
            actions={
              <ArrangeButtons
                id={`${layer.key}-layer`}
                at={at}
                count={layers.length}
                labels={{
                  up: t('schedules:layer.up', { at: at + 1 }),
                  down: t('schedules:layer.down', { at: at + 1 }),
                  remove: t('schedules:layer.remove', { at: at + 1 }),
                }}
                onMove={(to) => move(layer, at, to)}
                onRemove={() => {
                  onChange(layers.toSpliced(at, 1));
                  focus('add-layer');
                }}
              />
            }
          />
        ))}
      </div>
      <button id="add-layer" type="button" className={form.inline} onClick={add}>
        {t('schedules:layer.add')}
      </button>
      <p className="ls-visually-hidden" role="status">
        {said}
      </p>
    </fieldset>
  );
}
