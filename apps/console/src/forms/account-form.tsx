import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useChooseLanguage } from '../hooks/use-choose-language.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { PasswordField } from '../ui/password-field.js';
import { LANGUAGES, languageOf } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';

export interface AccountValues {
  name: string;
  email: string;
  password: string;
  locale: Language;
}

/** A person's first account: name, email (given by the invitation or typed), password, language. */
export function AccountForm({
  email,
  onSend,
}: {
  email: string | null;
  onSend: (values: AccountValues) => Promise<void>;
}): ReactElement {
  const t = useT();
  const describe = useProblemText();
  const language = useLanguage();
  const choose = useChooseLanguage();
  const form = useForm({
    initialValues: { name: '', email: email ?? '', password: '' },
    validate: { password: (value) => (value.length < 12 ? t('problems:field.too-short') : null) },
  });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit((values) => void run(() => onSend({ ...values, locale: language })));
  return (
    <form onSubmit={submit} className="ls-stack">
      <NativeSelect
        label={t('access:account.language')}
        value={language}
        data={LANGUAGES.map((one) => ({
          value: one,
          label: t(one === 'de' ? 'common:language.de' : 'common:language.en'),
        }))}
        onChange={(event) => choose(languageOf(event.currentTarget.value) ?? 'en')}
      />
      <TextInput
        label={t('access:account.name')}
        required
        withAsterisk={false}
        autoComplete="name"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('access:account.email')}
        type="email"
        required
        withAsterisk={false}
        readOnly={email !== null}
        autoComplete="username"
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('access:account.password')}
        description={t('access:account.passwordHint')}
        required
        withAsterisk={false}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      {error && <FormNotice>{describe(error)}</FormNotice>}
      <Button type="submit" fullWidth loading={busy}>
        {t('access:account.submit')}
      </Button>
    </form>
  );
}
