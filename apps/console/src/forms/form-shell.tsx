import { Button } from '@mantine/core';
import type { ReactElement, ReactNode, SubmitEventHandler } from 'react';
import { ProblemNotice } from '../components/problem-notice.js';
import { useFaults } from '../hooks/use-faults.js';
import type { Submit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';

export interface FormShellProps {
  /** The fields. */
  children: ReactNode;
  submit: Pick<Submit, 'busy' | 'error'>;
  onSubmit: SubmitEventHandler<HTMLFormElement>;
  onCancel: () => void;
  /** What the button says. */
  action: string;
  disabled?: boolean;
  /** The button takes something away for good. */
  danger?: boolean;
  className?: string;
  /** Offered beside what went wrong. */
  remedy?: ReactNode;
  /** How it stands after an answer that was lost. */
  outcome?: ReactNode;
}

/** The one shell of a form: its fields, what went wrong with the whole of it, and the way out beside the way on. */
export function FormShell({
  children,
  submit: { busy, error },
  onSubmit,
  onCancel,
  action,
  disabled = false,
  danger = false,
  className = 'ls-stack',
  remedy,
  outcome,
}: FormShellProps): ReactElement {
  const t = useT();
  const [form, faults, onSent] = useFaults();
  // Asked for with the form, so that the texts are there once something is refused.
  const faulty = t('forms:faults', { count: faults });
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        onSent();
        onSubmit(event);
      }}
      className={className}
      noValidate
    >
      {children}
      {error && (
        <ProblemNotice error={error} outcome={outcome}>
          {remedy}
        </ProblemNotice>
      )}
      {error === null && faults > 0 && <FormNotice>{faulty}</FormNotice>}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button
          type="submit"
          loading={busy}
          disabled={disabled}
          {...(danger ? { className: 'ls-danger' } : {})}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}
