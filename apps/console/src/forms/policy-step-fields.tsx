import { Checkbox, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import form from '../ui/form.module.css';
import { RemoveButton } from './arrange-buttons.js';
import classes from './arrange.module.css';
import { blankTarget } from './policy-form-values.js';
import type { StepValues, TargetValues } from './policy-form-values.js';
import { PolicyTargetFields } from './policy-target-fields.js';

type Errors = Readonly<Record<string, ReactNode>>;

export interface PolicyStepFieldsProps {
  step: StepValues;
  at: number;
  /** When it has its turn, in minutes. */
  minutes: number;
  errors: Errors;
  /** The buttons that move and remove the step. */
  actions: ReactNode;
  focus: (id: string) => void;
  onChange: (step: StepValues) => void;
}

/** Whom one step pages, and how long it waits then. */
export function PolicyStepFields({
  step,
  at,
  minutes,
  errors,
  actions,
  focus,
  onChange,
}: PolicyStepFieldsProps): ReactElement {
  const t = useT();
  const { targets } = step;
  const number = at + 1;
  const setTargets = (next: TargetValues[]): void => onChange({ ...step, targets: next });
  const add = (): void => {
    const target = blankTarget();
    setTargets([...targets, target]);
    focus(target.key);
  };
  return (
    <fieldset className={classes.box} aria-label={t('policy-form:step', { step: number })}>
      <div className={classes.boxHead}>
        <span>
          <strong>{t('policy-form:step', { step: number })}</strong>{' '}
          <span className="ls-quiet ls-small">{t('policy-form:stepAt', { minutes })}</span>
        </span>
        {actions}
      </div>
      {targets.map((target, i) => {
        const name = t('policy-form:ofStep', { at: i + 1, step: number });
        const path = `steps.${at}.targets.${i}`;
        return (
          <PolicyTargetFields
            key={target.key}
            id={target.key}
            value={target}
            at={name}
            error={errors[path] ?? errors[`${path}.${target.kind}`]}
            onChange={(next) => setTargets(targets.with(i, next))}
            actions={
              targets.length > 1 && (
                <RemoveButton
                  label={t('policy-form:targetRemove', { at: i + 1, step: number })}
                  onClick={() => {
                    setTargets(targets.toSpliced(i, 1));
                    focus(`${step.key}-add`);
                  }}
                />
              )
            }
          />
        );
      })}
      <button id={`${step.key}-add`} type="button" className={form.inline} onClick={add}>
        {t('policy-form:addTarget')}
      </button>
      <TextInput
        className={classes.short}
        label={t('policy-form:delay')}
        description={t('policy-form:delayHint')}
        classNames={{ input: form.mono }}
        spellCheck={false}
        value={step.delay}
        error={errors[`steps.${at}.delay`]}
        onChange={({ currentTarget }) => onChange({ ...step, delay: currentTarget.value })}
      />
      <Checkbox
        label={t('policy-form:everybody')}
        description={t('policy-form:everybodyHint')}
        checked={step.everybody}
        onChange={({ currentTarget }) => onChange({ ...step, everybody: currentTarget.checked })}
      />
    </fieldset>
  );
}
