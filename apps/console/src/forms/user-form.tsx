import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Grant, User } from '../api/contract.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { GrantFields, grantsComplete } from './grant-fields.js';
import classes from '../ui/form.module.css';
import { FormShell } from './form-shell.js';

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
  const [faults, setErrors] = useState<Record<string, string>>({});
  const submit = useSubmit({ setErrors });
  const fault = submit.error && (faults['grants'] ?? faults['disabled']);
  const complete = grantsComplete(grants);
  return (
    <FormShell
      submit={submit}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) void submit.run(() => onSend({ grants }));
      }}
      onCancel={onCancel}
      action={t('settings:people.save')}
      disabled={!complete}
    >
      <GrantFields grants={grants} territories={territories} onChange={setGrants} />
      {!complete && <FormNotice tone="warn">{t('settings:grants.need')}</FormNotice>}
      {fault && <FormNotice tone="warn">{fault}</FormNotice>}
      {!self && (
        <div>
          <button
            type="button"
            className={classes.inline}
            onClick={() => void submit.run(() => onSend({ disabled: !user.disabled }))}
          >
            {t(user.disabled ? 'settings:people.enable' : 'settings:people.disable')}
          </button>
          {!user.disabled && <p className="ls-tiny ls-quiet">{t('settings:people.disableHint')}</p>}
        </div>
      )}
    </FormShell>
  );
}
