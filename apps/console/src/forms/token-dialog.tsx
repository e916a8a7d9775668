import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { MadeApiToken } from '../api/contract.js';
import { TokenForm } from './token-form.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';
import { FormNotice } from '../ui/form-notice.js';
import { cliLine } from '../components/slo/commands.js';

const DAY_MS = 86_400_000;

/** Creating a token, then showing it exactly once; only the button closes that. */
export function TokenDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useT();
  const queries = useQueryClient();
  const [made, setMade] = useState<MadeApiToken | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      closeOnClickOutside={false}
      closeOnEscape={made === null}
      withCloseButton={made === null}
      title={
        made
          ? t('settings:tokens.made.title', { name: made.name })
          : t('settings:tokens.form.title')
      }
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {made === null ? (
        <TokenForm
          onCancel={onClose}
          onSend={async ({ name, scopes, territories, days }) => {
            const expiresAt =
              days === '' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
            const { data } = await client.POST('/tokens', {
              body: { name: name.trim(), scopes, territories, expiresAt },
            });
            void queries.invalidateQueries({ queryKey: ['get', '/tokens'] });
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
    </Modal>
  );
}
