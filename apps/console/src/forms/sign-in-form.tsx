import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../api/api-error.js';
import type { ApiError } from '../api/api-error.js';
import { signInWithPassword } from '../api/auth.js';
import { useOffline } from '../hooks/use-offline.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { PasswordField } from '../ui/password-field.js';

/** Email and password. Failures are said above the button; what was typed stays. */
export function SignInForm({
  email = '',
  quiet = false,
  onSignedIn,
}: {
  email?: string;
  /** Another way to sign in is the primary one. */
  quiet?: boolean;
  onSignedIn: () => void;
}): ReactElement {
  const t = useT();
  const describe = useProblemText();
  const offline = useOffline();
  const [error, setError] = useState<ApiError | null>(null);
  const form = useForm({ initialValues: { email, password: '' } });
  const [busy, setBusy] = useState(false);
  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    setError(null);
    await signInWithPassword(values.email, values.password)
      .then(onSignedIn, (fault: unknown) => setError(asApiError(fault)))
      .finally(() => setBusy(false));
  });
  const words = (fault: ApiError): string => {
    const otherOrigin = fault.fields.find(({ code }) => code === 'other-origin');
    if (otherOrigin)
      return t('access:signIn.otherOrigin', { origin: otherOrigin.about?.[0] ?? '' });
    if (fault.status === 401 || fault.status === 403) return t('access:signIn.wrong');
    if (fault.status === 429) return t('access:signIn.tooMany');
    if (fault.status === 0)
      return t(offline || fault.isOfDevice ? 'problems:offline' : 'access:signIn.unreachable');
    return t('access:signIn.failed', { reason: describe(fault) });
  };
  return (
    <form onSubmit={submit} className="ls-stack">
      <TextInput
        label={t('access:signIn.email')}
        type="email"
        required
        withAsterisk={false}
        autoComplete="username webauthn"
        autoFocus={email === '' && !quiet}
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('access:signIn.password')}
        required
        withAsterisk={false}
        autoComplete="current-password"
        autoFocus={email !== ''}
        data-autofocus={email !== '' || undefined}
        {...form.getInputProps('password')}
      />
      {error && (offline || error.fate !== 'unsent') && <FormNotice>{words(error)}</FormNotice>}
      <Button type="submit" variant={quiet ? 'default' : 'filled'} fullWidth loading={busy}>
        {t('access:signIn.submit')}
      </Button>
    </form>
  );
}
