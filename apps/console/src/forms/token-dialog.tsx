import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { MadeApiToken } from '../api/contract.js';
import { TokenForm } from './token-form.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';
import { Dialog } from '../ui/dialog.js';
import { FormNotice } from '../ui/form-notice.js';
import { cliLine } from '../components/slo/commands.js';
import { serverNow } from '../stores/server-clock.js';

const DAY_MS = 86_400_000;

/** Creating a token, then showing it exactly once; only the button closes that. */
export function TokenDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const write = useWrite('access.changed');
  const [made, setMade] = useState<MadeApiToken | null>(null);
  return (
    <Dialog
      typed
      once={made !== null}
      size={640}
      onClose={onClose}
      title={
        made
          ? t('settings:tokens.made.title', { name: made.name })
          : t('settings:tokens.form.title')
      }
    >
      {made === null ? (
        <TokenForm
          onCancel={onClose}
          onSend={async ({ name, scopes, territories, days }) => {
            const expiresAt =
              days === '' ? null : new Date(serverNow() + Number(days) * DAY_MS).toISOString();
            const body = { name: name.trim(), scopes, territories, expiresAt };
            const { data } = await write(() => client.POST('/tokens', { body }));
            setMade(data ?? null);
          }}
        />
      ) : (
        <div className="ls-stack">
          <FormNotice tone="warn">{t('settings:tokens.made.text')}</FormNotice>
          <CopyText text={made.token} label={t('settings:tokens.made.copy')} />
          <div>
            <p className="ls-small ls-quiet">{t('settings:tokens.made.use')}</p>
            <CopyText text={cliLine('slo list')} />
          </div>
          <div className="ls-actions">
            <Button onClick={onClose}>{t('settings:tokens.made.done')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
