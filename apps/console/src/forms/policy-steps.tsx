import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { stepMinutes } from '../api/nouns/step-times.js';
import { useFocusAfter } from '../hooks/use-focus-after.js';
import { useT } from '../i18n/use-t.js';
import form from '../ui/form.module.css';
import { moved } from '../util/moved.js';
import { ArrangeButtons } from './arrange-buttons.js';
import classes from './arrange.module.css';
import { blankStep } from './policy-form-values.js';
import type { StepValues } from './policy-form-values.js';
import { PolicyStepFields } from './policy-step-fields.js';

/** The steps of a policy: added, moved and removed with buttons, which keep the focus; what became of a step is said. */
export function PolicySteps({
  steps,
  errors,
  onChange,
}: {
  steps: StepValues[];
  errors: Readonly<Record<string, ReactNode>>;
  onChange: (steps: StepValues[]) => void;
}): ReactElement {
  const t = useT();
  const focus = useFocusAfter();
  const [said, setSaid] = useState('');
  const minutes = stepMinutes(steps);
  const nested = Object.keys(errors).some((path) => path.startsWith('steps.'));
  const move = ({ key }: StepValues, from: number, to: number): void => {
    onChange(moved(steps, from, to));
    setSaid(t('policy-form:stepMoved', { from: from + 1, to: to + 1 }));
    focus(`${key}-step-${to < from ? 'up' : 'down'}`);
  };
  const remove = (at: number): void => {
    const left = steps.toSpliced(at, 1);
    onChange(left);
    setSaid(t('policy-form:stepRemoved', { step: at + 1 }));
    const near = left[Math.min(at, left.length - 1)];
    if (near) focus(left.length > 1 ? `${near.key}-step-remove` : 'add-step');
  };
  const add = (): void => {
    const step = blankStep();
    onChange([...steps, step]);
    focus(step.targets[0]?.key ?? '');
  };
  return (
    <fieldset className={form.fieldset}>
      <legend>{t('policy-form:steps')}</legend>
      <p className="ls-tiny ls-quiet">{t('policy-form:stepsHint')}</p>
      <div className={classes.boxes}>
        {steps.map((step, at) => (
          <PolicyStepFields
            key={step.key}
            step={step}
            at={at}
            minutes={minutes[at] ?? 0}
            errors={errors}
            focus={focus}
            onChange={(next) => onChange(steps.with(at, next))}
            actions={
              <ArrangeButtons
                id={`${step.key}-step`}
                at={at}
                count={steps.length}
                labels={{
                  up: t('policy-form:stepUp', { step: at + 1 }),
                  down: t('policy-form:stepDown', { step: at + 1 }),
                  remove: t('policy-form:stepRemove', { step: at + 1 }),
                }}
                onMove={(to) => move(step, at, to)}
                onRemove={() => remove(at)}
              />
            }
          />
        ))}
      </div>
      {!nested && errors['steps'] && (
        <p className={form.error} role="alert" data-fault>
          {errors['steps']}
        </p>
      )}
      <button id="add-step" type="button" className={form.inline} onClick={add}>
        {t('policy-form:addStep')}
      </button>
      <p className="ls-visually-hidden" role="status">
        {said}
      </p>
    </fieldset>
  );
}
