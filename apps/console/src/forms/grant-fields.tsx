import { ROLES, type Role } from '#contract';
import { ActionIcon, Checkbox, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Grant, Territory } from '../api/contract.js';
import { ROLE_NAME } from '../components/forbidden.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';

/** Whether grants can be saved: at least one, each with a territory. */
export function grantsComplete(grants: readonly Grant[]): boolean {
  return grants.length > 0 && grants.every(({ territories }) => territories.length > 0);
}

/** Role × territory: one row per role, a box per territory. */
export function GrantFields({
  grants,
  territories,
  onChange,
}: {
  grants: readonly Grant[];
  territories: readonly Territory[];
  onChange: (grants: Grant[]) => void;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const change = (index: number, grant: Partial<Grant>): void =>
    onChange(grants.map((one, at) => (at === index ? { ...one, ...grant } : one)));
  const free = ROLES.find((role) => !grants.some((grant) => grant.role === role)) ?? 'viewer';
  const toggle = (index: number, code: string, checked: boolean): void => {
    const held = grants[index]?.territories ?? [];
    change(index, { territories: checked ? [...held, code] : held.filter((one) => one !== code) });
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('settings:grants.legend')}</legend>
      {grants.map((grant, index) => (
        <div key={index} className={classes.grantRow}>
          <NativeSelect
            aria-label={t('settings:grants.role')}
            value={grant.role}
            data={ROLES.map((role) => ({ value: role, label: t(ROLE_NAME[role]) }))}
            onChange={(event) => change(index, { role: event.currentTarget.value as Role })}
          />
          <div role="group" aria-label={t('settings:grants.territories')} className={classes.boxes}>
            {territories.map(({ code, name }) => (
              <Checkbox
                key={code}
                size="xs"
                label={name[language]}
                checked={grant.territories.includes(code)}
                onChange={(event) => toggle(index, code, event.currentTarget.checked)}
              />
            ))}
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('settings:grants.remove', { role: t(ROLE_NAME[grant.role]) })}
            onClick={() => onChange(grants.filter((_one, at) => at !== index))}
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      <button
        type="button"
        className={classes.inline}
        onClick={() =>
          onChange([
            ...grants,
            {
              role: free,
              territories: territories.length === 1 && territories[0] ? [territories[0].code] : [],
            },
          ])
        }
      >
        {t('settings:grants.add')}
      </button>
    </fieldset>
  );
}
