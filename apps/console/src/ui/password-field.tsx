import { PasswordInput } from '@mantine/core';
import type { PasswordInputProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';

/** A password whose eye speaks the language on screen and is reached with the keyboard. */
export function PasswordField(props: PasswordInputProps): ReactElement {
  const t = useT();
  return (
    <PasswordInput
      {...props}
      visibilityToggleButtonProps={{ 'aria-label': t('common:showPassword'), tabIndex: 0 }}
    />
  );
}
