import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { ProblemNotice } from './problem-notice.js';

export interface TypedDeleteProps {
  title: string;
  /** What deleting leads to, in one or two sentences. */
  children: ReactNode;
  /** What has to be typed. */
  name: string;
  prompt: string;
  action: string;
  /** Says why it cannot be deleted now; the button stays off. */
  blocked?: string;
  onDelete: () => Promise<void>;
  onClose: () => void;
}

/** Deleting for good: says what happens, and takes the typed name. */
export function TypedDelete(props: TypedDeleteProps): ReactElement {
  const t = useT();
  const [typed, setTyped] = useState('');
  const { busy, error, run } = useSubmit(null);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        className="ls-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === props.name) void run(props.onDelete);
        }}
      >
        <div className="ls-quiet">{props.children}</div>
        {props.blocked ? (
          <FormNotice tone="warn">{props.blocked}</FormNotice>
        ) : (
          <TextInput
            label={props.prompt}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error && <ProblemNotice error={error} />}
        <div className="ls-actions">
          <Button variant="default" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            type="submit"
            className="ls-danger"
            disabled={typed !== props.name || props.blocked !== undefined}
            loading={busy}
          >
            {props.action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
