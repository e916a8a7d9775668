import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { CopyText } from '../../ui/copy-text.js';

/** What is to be done before a topic of ntfy counts. @param address of the topic */
export function NtfyTodo({ address }: { address: string }): ReactElement {
  const t = useT();
  return (
    <p style={{ margin: '8px 0 0' }}>
      {t('settings:reached.ntfy.todo')}{' '}
      <a href={inApp(address)}>{t('settings:reached.ntfy.open')}</a>{' '}
      <CopyText
        text={address}
        shown={`…${address.slice(-8)}`}
        label={t('settings:reached.ntfy.copy')}
      />
    </p>
  );
}

/** Opens the topic in the app of ntfy (docs.ntfy.sh/subscribe/phone). */
function inApp(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `ntfy://${host}${pathname}${protocol === 'http:' ? '?secure=false' : ''}`;
}
