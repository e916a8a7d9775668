import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Grant, User } from '../api/contract.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { GrantFields, grantsComplete } from './grant-fields.js';
import classes from '../ui/form.module.css';
import { ProblemNotice } from '../components/problem-notice.js';

/** A person's roles, and closing or reopening the account. */
export function UserForm({
  user,
  self,
  onSend,
  onCancel,
}: {
  user: User;
  /** Nobody closes their own account. */
  self: boolean;
  onSend: (change: { grants?: Grant[]; disabled?: boolean }) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const territories = useTerritories();
  const [grants, setGrants] = useState<Grant[]>(user.grants);
  const { busy, error, run } = useSubmit(null);
  const complete = grantsComplete(grants);
  return (
    <form
      className="ls-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) void run(() => onSend({ grants }));
      }}
    >
      <GrantFields grants={grants} territories={territories} onChange={setGrants} />
      {!complete && <FormNotice tone="warn">{t('settings:grants.need')}</FormNotice>}
      {!self && (
        <div>
          <button
            type="button"
            className={classes.inline}
            onClick={() => void run(() => onSend({ disabled: !user.disabled }))}
          >
            {t(user.disabled ? 'settings:people.enable' : 'settings:people.disable')}
          </button>
          {!user.disabled && <p className="ls-tiny ls-quiet">{t('settings:people.disableHint')}</p>}
        </div>
      )}
      {error && <ProblemNotice error={error} />}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" disabled={!complete} loading={busy}>
          {t('settings:people.save')}
        </Button>
      </div>
    </form>
  );
}
