import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { ContactMethod } from '../api/contract.js';
import { ProblemNotice } from '../components/problem-notice.js';
import classes from '../components/settings/settings.module.css';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';

/** Proves by the code that was sent to an address that it leads to whoever types it in. */
export function CodeForm({ method }: { method: ContactMethod }): ReactElement {
  const t = useT();
  const { id } = method;
  const address = method.address ?? '';
  const write = useWrite('contact-method.changed');
  const form = useForm({ initialValues: { code: '' } });
  const { busy, error, run } = useSubmit(form);
  const at = { params: { path: { id } } };
  const verify = form.onSubmit(
    ({ code }) =>
      void run(async () => {
        const body = { code: code.replaceAll(/\s/g, '') };
        await write(() => client.POST('/me/methods/{id}/verification', { ...at, body }), {
          say: t('settings:reached.done', { address }),
        });
      }),
  );
  const again = (): void =>
    void run(async () => {
      await write(() => client.POST('/me/methods/{id}/code', at), {
        say: t('settings:reached.codeSent', { address }),
      });
      form.reset();
    });
  return (
    <form onSubmit={verify} noValidate style={{ paddingTop: 8 }}>
      {error?.code === 'gone' ? (
        <FormNotice>{t('settings:reached.codeOver')}</FormNotice>
      ) : (
        error && <ProblemNotice error={error} />
      )}
      <div className={classes.line} style={{ alignItems: 'end' }}>
        <TextInput
          label={t('settings:reached.code', { address })}
          description={t('settings:reached.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          {...form.getInputProps('code')}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('settings:reached.codeSubmit')}
        </Button>
        <button type="button" className={classes.plain} onClick={again}>
          {t('settings:reached.codeAgain')}
        </button>
      </div>
    </form>
  );
}
