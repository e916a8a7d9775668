import type { ReactElement, ReactNode } from 'react';
import { useSubmit } from '../hooks/use-submit.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

interface ConfirmDialogProps {
  title: string;
  /** What it does, in words. */
  children: ReactNode;
  /** What the button says. */
  action: string;
  /** Does it; what it throws is told, and the dialog stays. */
  send: () => Promise<void>;
  /** How it stands after an answer that was lost. */
  outcome?: ReactNode;
  onClose: () => void;
}

/** Something that is done after it was said what it does: no fields, one button. */
export function ConfirmDialog({
  title,
  children,
  action,
  send,
  outcome,
  onClose,
}: ConfirmDialogProps): ReactElement {
  const submit = useSubmit(null);
  const confirmed = async (): Promise<void> => {
    await send();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(confirmed);
        }}
        onCancel={onClose}
        action={action}
        danger
        outcome={outcome}
      >
        {children}
      </FormShell>
    </Dialog>
  );
}
