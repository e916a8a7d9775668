import type { ReactElement } from 'react';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';

const KNOWN: ReadonlyMap<string, MessageKey> = new Map([
  ['uninvited', 'access:signIn.refused.uninvited'],
  ['email-unverified', 'access:signIn.refused.unverified'],
  ['user-disabled', 'access:signIn.refused.disabled'],
  ['provider-not-believed', 'access:signIn.refused.notBelieved'],
]);

/** Why the way through the identity provider ended here; `code` comes from the address, so only what looks like a code is shown. */
export function SignInError({ code }: { code: string }): ReactElement {
  const t = useT();
  const known = KNOWN.get(code);
  const shown = /^[\w-]{1,60}$/.test(code) ? code : '?';
  return (
    <FormNotice>{known ? t(known) : t('access:signIn.refused.other', { code: shown })}</FormNotice>
  );
}
