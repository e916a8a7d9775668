import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState, type ReactElement } from 'react';
import { client } from '../api/client.js';
import { isPushLost, rememberAllowed } from '../api/push-memory.js';
import { subscribe, whyNoPush, type NoPush } from '../api/push.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { SettingRow } from '../components/settings/setting-row.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { browserName } from '../util/browser-name.js';

const WHY: Record<NoPush, MessageKey> = {
  insecure: 'settings:reached.push.insecure',
  unsupported: 'settings:reached.push.unsupported',
  denied: 'settings:reached.push.denied',
};

/** Has this browser show what is pushed to it, whether the console is open in it or not. */
export function PushForm(): ReactElement {
  const t = useT();
  const write = useWrite('contact-method.changed');
  const form = useForm({ initialValues: {} });
  const { busy, error, run } = useSubmit(form);
  const [why, setWhy] = useState(whyNoPush);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    void isPushLost().then(setLost, () => undefined);
  }, []);
  const add = (): void =>
    void run(async () => {
      const made = await subscribe();
      if (typeof made === 'string') {
        setWhy(made);
        return;
      }
      const body = { kind: 'webpush', ...made, name: browserName(navigator.userAgent) } as const;
      await write(() => client.POST('/me/methods', { body }), {
        say: t('settings:reached.push.added'),
      });
      await rememberAllowed(made.endpoint);
      setLost(false);
    });
  return (
    <SettingRow label={t('settings:reached.push.add')} hint={t('settings:reached.push.hint')}>
      {isLost && <FormNotice tone="warn">{t('settings:reached.push.lost')}</FormNotice>}
      {error && <ProblemNotice error={error} />}
      {why === null ? (
        <Button variant="default" loading={busy} onClick={add}>
          {t('settings:reached.push.submit')}
        </Button>
      ) : (
        <FormNotice>{t(WHY[why])}</FormNotice>
      )}
    </SettingRow>
  );
}
