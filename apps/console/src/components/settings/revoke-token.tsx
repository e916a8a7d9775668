import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { ApiToken } from '../../api/contract.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { Dialog } from '../../ui/dialog.js';
import { ProblemNotice } from '../problem-notice.js';

/** Asks once, then takes a token's power away. */
export function RevokeToken({
  token,
  onClose,
}: {
  token: ApiToken;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('access.changed');
  const { busy, error, run } = useSubmit(null);
  const revoke = (): void =>
    void run(async () => {
      await write(() => client.DELETE('/tokens/{id}', { params: { path: { id: token.id } } }), {
        say: t('settings:tokens.revoked', { name: token.name }),
      });
      onClose();
    });
  return (
    <Dialog onClose={onClose} title={t('settings:tokens.revokeTitle', { name: token.name })}>
      <div className="ls-stack">
        <p className="ls-quiet">{t('settings:tokens.revokeText')}</p>
        {error && <ProblemNotice error={error} />}
        <div className="ls-actions">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button className="ls-danger" loading={busy} onClick={revoke}>
            {t('settings:tokens.revoke')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
