import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ProblemNotice } from '../components/problem-notice.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';
import { Dialog } from '../ui/dialog.js';
import { FormNotice } from '../ui/form-notice.js';

export interface TokenOnceDialogProps {
  /** what the token is of, and which one it has by now: null = none */
  thing: { name: string; tokenPrefix: string | null };
  /** makes it; the answer is the only place where it ever stands */
  send: () => Promise<string | null>;
  /** what to do with it, once it is there */
  children: (token: string) => ReactNode;
  onClose: () => void;
}

/** Makes the token of a source or a heartbeat, in place of the one it had, and shows it exactly once; only the button closes that. */
export function TokenOnceDialog({
  thing,
  send,
  children,
  onClose,
}: TokenOnceDialogProps): ReactElement {
  const t = useT();
  const write = useWrite('source.changed');
  const [had] = useState(thing.tokenPrefix);
  const [token, setToken] = useState<string | null>(null);
  const { busy, error, run } = useSubmit(null);
  const make = (): void =>
    void run(async () => {
      setToken(await write(send));
    });
  const { name } = thing;
  const title = t(had === null ? 'sources:token.make' : 'sources:token.renew');
  return (
    <Dialog
      once={token !== null}
      size={640}
      onClose={onClose}
      title={token === null ? `${title}: ${name}` : t('sources:token.made', { name })}
    >
      {token === null ? (
        <div className="ls-stack">
          <p className="ls-quiet">
            {had === null ? t('sources:token.makeText') : t('sources:token.renewText')}
          </p>
          {error && <ProblemNotice error={error} />}
          <div className="ls-actions">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button data-autofocus loading={busy} onClick={make}>
              {title}
            </Button>
          </div>
        </div>
      ) : (
        <div className="ls-stack">
          <FormNotice tone="warn">{t('sources:token.once')}</FormNotice>
          <CopyText text={token} label={t('sources:token.copy')} />
          {children(token)}
          <div className="ls-actions">
            <Button onClick={onClose}>{t('sources:token.done')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
