import { Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { Unbroken } from './unbroken.js';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Width in px; Mantine's middle one unless told. */
  size?: number;
  /** What is typed in it is not lost by a click beside it. */
  typed?: boolean;
  /** Only its own button closes it: it shows something that is never shown again. */
  once?: boolean;
}

/** The one dialog: a title, a way out with a name, and the focus where `data-autofocus` stands. */
export function Dialog({
  title,
  onClose,
  children,
  size,
  typed = false,
  once = false,
}: DialogProps): ReactElement {
  const t = useT();
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Unbroken text={title} />}
      {...(size === undefined ? {} : { size })}
      closeOnClickOutside={!typed && !once}
      closeOnEscape={!once}
      withCloseButton={!once}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {children}
    </Modal>
  );
}
