import type { Role } from '#contract';
import type { ReactElement } from 'react';
import type { Grant } from '../../api/contract.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import classes from './settings.module.css';
import { Tag } from '../../ui/tag.js';
import { LOCALE } from '../../util/format/locale.js';
import { ROLE_NAME } from '../forbidden.js';

const ROLE_MEANS: Record<Role, MessageKey> = {
  viewer: 'settings:roleMeans.viewer',
  responder: 'settings:roleMeans.responder',
  editor: 'settings:roleMeans.editor',
  approver: 'settings:roleMeans.approver',
  auditor: 'settings:roleMeans.auditor',
  admin: 'settings:roleMeans.admin',
};

/** Roles and where they hold: 'Editor in DE and CH'. */
export function GrantTags({
  grants,
  explain = false,
}: {
  grants: readonly Grant[];
  explain?: boolean;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const list = new Intl.ListFormat(LOCALE[language], { type: 'conjunction' });
  if (grants.length === 0) return <span className="ls-quiet">{t('settings:people.noGrants')}</span>;
  return (
    <span className={classes.grants}>
      {grants.map(({ role, territories }) => (
        <span key={role + territories.join()}>
          <Tag title={t(ROLE_MEANS[role])}>
            {t('settings:grants.in', {
              role: t(ROLE_NAME[role]),
              territories: list.format(territories),
            })}
          </Tag>
          {explain && <span className="ls-quiet ls-tiny"> {t(ROLE_MEANS[role])}</span>}
        </span>
      ))}
    </span>
  );
}
