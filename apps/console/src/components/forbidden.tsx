import { ROLES, rolesWith, type Permission, type Role } from '#contract';
import type { ReactElement } from 'react';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { ForbiddenState } from '../ui/states.js';
import { LOCALE } from '../util/format/locale.js';

export const ROLE_NAME: Record<Role, MessageKey> = {
  viewer: 'settings:role.viewer',
  responder: 'settings:role.responder',
  editor: 'settings:role.editor',
  approver: 'settings:role.approver',
  auditor: 'settings:role.auditor',
  admin: 'settings:role.admin',
};

/** The forbidden state with the roles named in the reader's language. */
export function Forbidden({ permission }: { permission: Permission }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const roles = rolesWith(permission);
  if (roles.length === ROLES.length)
    return <ForbiddenState text={t('states:forbidden.anyRole')} permission={permission} />;
  const names = roles.map((role) => t(ROLE_NAME[role]));
  const list = new Intl.ListFormat(LOCALE[language], { type: 'disjunction' }).format(names);
  return (
    <ForbiddenState text={t('states:forbidden.role', { roles: list })} permission={permission} />
  );
}
