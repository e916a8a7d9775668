import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { ApiToken } from '../../api/contract.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
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
  const toast = useToast();
  const queries = useQueryClient();
  const { busy, error, run } = useSubmit(null);
  const revoke = (): void =>
    void run(async () => {
      await client.DELETE('/tokens/{id}', { params: { path: { id: token.id } } });
      await queries.invalidateQueries({ queryKey: ['get', '/tokens'] });
      toast(t('settings:tokens.revoked', { name: token.name }));
      onClose();
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings:tokens.revokeTitle', { name: token.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
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
    </Modal>
  );
}
