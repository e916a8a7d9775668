import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { IssuedResetLink, User } from '../../api/contract.js';
import classes from '../../ui/form.module.css';
import { useSubmit } from '../../hooks/use-submit.js';
import { ProblemNotice } from '../problem-notice.js';
import { useT } from '../../i18n/use-t.js';
import { CopyText } from '../../ui/copy-text.js';

/** Makes a link to a new password for somebody who forgot theirs; it is shown once. */
export function ResetLink({ user }: { user: User }): ReactElement {
  const t = useT();
  const [made, setMade] = useState<IssuedResetLink | null>(null);
  const { error, run } = useSubmit(null);
  const make = (): void =>
    void run(async () => {
      const { data } = await client.POST('/users/{id}/password-reset', {
        params: { path: { id: user.id } },
      });
      setMade(data ?? null);
    });
  return (
    <div style={{ marginTop: 16 }}>
      {made === null ? (
        <div>
          <button type="button" className={classes.inline} onClick={make}>
            {t('settings:resetLink.make')}
          </button>
          <p className="ls-tiny ls-quiet">{t('settings:resetLink.hint')}</p>
        </div>
      ) : (
        <div role="status">
          <p style={{ marginBottom: 8 }}>
            {t('settings:resetLink.give', { name: user.name })}{' '}
            {made.mailed && t('settings:resetLink.mailed', { email: user.email })}
          </p>
          <CopyText text={made.link} label={t('settings:resetLink.label')} />
        </div>
      )}
      {error && <ProblemNotice error={error} />}
    </div>
  );
}
