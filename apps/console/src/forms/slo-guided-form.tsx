import { Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useLanguage, useT } from '../i18n/use-t.js';
import { slugOf } from '../util/slug.js';
import classes from '../ui/form.module.css';
import own from './slo-form.module.css';
import { withSubject } from './slo-guided-values.js';
import type { GuidedValues } from './slo-guided-values.js';
import { SloSubjectField } from './slo-subject-field.js';
import { SloTargetMeaning } from './slo-target-meaning.js';
import { useWindowChoices } from './slo-window-choices.js';

export interface SloGuidedFormProps {
  values: GuidedValues;
  errors: Partial<Record<keyof GuidedValues, string>>;
  onChange: (values: GuidedValues) => void;
}
type TextField = Exclude<keyof GuidedValues, 'kind' | 'peak'>;

interface Bound {
  value: string;
  error?: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

function binder({ values, errors, onChange }: SloGuidedFormProps): (field: TextField) => Bound {
  return (field) => ({
    value: values[field],
    error: errors[field],
    onChange: ({ currentTarget }) => onChange({ ...values, [field]: currentTarget.value }),
  });
}

function RatioFields(props: SloGuidedFormProps): ReactElement {
  const t = useT();
  const bind = binder(props);
  const code = { classNames: { input: classes.mono }, spellCheck: false, autosize: true };
  return (
    <>
      <Textarea
        label={t('slo-form:total')}
        description={t('slo-form:totalHint')}
        {...code}
        {...bind('total')}
      />
      <Textarea
        label={t('slo-form:bad')}
        description={t('slo-form:badHint')}
        {...code}
        {...bind('bad')}
      />
    </>
  );
}

function LatencyFields(props: SloGuidedFormProps): ReactElement {
  const t = useT();
  const bind = binder(props);
  const { values, onChange } = props;
  const code = { classNames: { input: classes.mono }, spellCheck: false };
  return (
    <>
      <Textarea
        label={t('slo-form:histogram')}
        description={t('slo-form:histogramHint')}
        autosize
        {...code}
        {...bind('histogram')}
      />
      <TextInput
        label={t('slo-form:threshold')}
        description={t('slo-form:thresholdHint')}
        {...code}
        {...bind('threshold')}
      />
      <Checkbox
        label={t('slo-form:peak')}
        checked={values.peak}
        onChange={({ currentTarget }) => onChange({ ...values, peak: currentTarget.checked })}
      />
      {values.peak && (
        <div className={own.peak}>
          <TextInput label={t('slo-form:peakThreshold')} {...code} {...bind('peakThreshold')} />
          <Textarea
            label={t('slo-form:peakExpression')}
            description={t('slo-form:peakExpressionHint')}
            autosize
            {...code}
            {...bind('peakExpression')}
          />
          <div className={classes.pair}>
            <TextInput label={t('slo-form:peakAbove')} inputMode="decimal" {...bind('peakAbove')} />
            <TextInput
              label={t('slo-form:peakRelease')}
              inputMode="decimal"
              {...bind('peakRelease')}
            />
          </div>
        </div>
      )}
    </>
  );
}

/** A few questions that end in a complete document. */
export function SloGuidedForm(props: SloGuidedFormProps): ReactElement {
  const { values, onChange, errors } = props;
  const t = useT();
  const language = useLanguage();
  const bind = binder(props);
  const windows = useWindowChoices();
  const rename = (name: string): void =>
    onChange({
      ...values,
      name,
      slug: values.slug === slugOf(values.name) ? slugOf(name) : values.slug,
    });
  return (
    <div className={classes.form}>
      <div className={own.pick}>
        <span id="slo-kind">{t('slo-form:kind')}</span>
        <SegmentedControl
          aria-labelledby="slo-kind"
          value={values.kind}
          onChange={(kind) =>
            onChange({
              ...values,
              kind: kind === 'latency' ? 'latency' : 'ratio',
              target: kind === 'latency' ? '95' : '99.9',
            })
          }
          data={[
            { value: 'ratio', label: t('slo-form:kindRatio') },
            { value: 'latency', label: t('slo-form:kindLatency') },
          ]}
        />
      </div>
      <SloSubjectField
        value={values.subject}
        error={errors.subject}
        onChange={(subject) => onChange(withSubject(values, subject))}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('slo-form:name')}
          value={values.name}
          error={errors.name}
          onChange={({ currentTarget }) => rename(currentTarget.value)}
        />
        <TextInput
          label={t('slo-form:slug')}
          description={t('slo-form:slugHint')}
          classNames={{ input: classes.mono }}
          spellCheck={false}
          {...bind('slug')}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          label={t('slo-form:target')}
          description={t('slo-form:targetHint')}
          inputMode="decimal"
          rightSection="%"
          {...bind('target')}
          value={language === 'de' ? values.target.replace('.', ',') : values.target}
        />
        <NativeSelect label={t('slo-form:window')} data={windows} {...bind('window')} />
      </div>
      <SloTargetMeaning target={values.target} window={values.window} />
      {values.kind === 'ratio' ? <RatioFields {...props} /> : <LatencyFields {...props} />}
      <Textarea label={t('slo-form:description')} autosize minRows={2} {...bind('description')} />
      <div className={classes.pair}>
        <TextInput label={t('slo-form:owner')} {...bind('owner')} />
        <TextInput
          label={t('slo-form:runbook')}
          description={t('slo-form:runbookHint')}
          type="url"
          {...bind('runbook')}
        />
      </div>
    </div>
  );
}
