import { Button, TextInput } from '@mantine/core';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import type { ApiError } from '../api/api-error.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { SettingRow } from '../components/settings/setting-row.js';
import classes from '../components/settings/settings.module.css';

/** A way that is added by one field and a button; what went wrong, and what there is to say afterwards, stands above them. */
export function MethodRow({
  label,
  hint,
  action,
  field,
  submit: { busy, error },
  onSubmit,
  children,
}: {
  label: string;
  hint: string;
  /** on the button */
  action: string;
  /** of the field; by its id the label is its name */
  field: ComponentProps<typeof TextInput>;
  submit: { busy: boolean; error: ApiError | null };
  onSubmit: ComponentProps<'form'>['onSubmit'];
  children?: ReactNode;
}): ReactElement {
  return (
    <form onSubmit={onSubmit} noValidate>
      <SettingRow label={label} hint={hint} {...(field.id ? { id: field.id } : {})}>
        {error && <ProblemNotice error={error} />}
        {children}
        <div className={classes.line} style={{ alignItems: 'start' }}>
          <TextInput autoComplete="off" style={{ flex: 1 }} {...field} />
          <Button type="submit" variant="default" loading={busy}>
            {action}
          </Button>
        </div>
      </SettingRow>
    </form>
  );
}
