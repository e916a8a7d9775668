import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AttemptOutcome, Unreachable } from '#contract';
import { asApiError } from '../../api/api-error.js';
import { client } from '../../api/client.js';
import type { ContactMethod } from '../../api/contract.js';
import { ownMethods } from '../../api/queries.js';
import { QueryView } from '../../components/query-view.js';
import { SettingRow } from '../../components/settings/setting-row.js';
import classes from '../../components/settings/settings.module.css';
import { AddressForm } from '../../forms/address-form.js';
import { CodeForm } from '../../forms/code-form.js';
import { NtfyForm } from '../../forms/ntfy-form.js';
import { PushForm } from '../../forms/push-form.js';
import { WebhookForm } from '../../forms/webhook-form.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useToast } from '../../hooks/use-toast.js';
import { useWrite } from '../../hooks/use-write.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { NtfyTodo } from './ntfy-todo.js';

const WHY: Record<Unreachable, MessageKey> = {
  'no-mail-server': 'settings:reached.unreachable.no-mail-server',
  'no-verified-method': 'settings:reached.unreachable.no-verified-method',
};
const LAST: Record<AttemptOutcome, MessageKey> = {
  accepted: 'settings:reached.last.accepted',
  delivered: 'settings:reached.last.delivered',
  failed: 'settings:reached.last.failed',
  refused: 'settings:reached.last.refused',
  lost: 'settings:reached.last.lost',
};

/** The ways by which somebody is told of what concerns them, and whether these lead to them. */
export function ReachedSection(): ReactElement {
  const t = useT();
  const query = useQuery(ownMethods);
  return (
    <section className="ls-section">
      <h2>{t('settings:reached.title')}</h2>
      <QueryView
        query={query}
        needs="self:read"
        errorTitle={t('settings:reached.failed')}
        skeleton={<TextSkeleton what={t('settings:reached.loading')} lines={3} />}
      >
        {({ items, unreachable }) => (
          <div className={classes.rows}>
            {unreachable !== null && (
              <div style={{ paddingTop: 12 }}>
                <FormNotice tone="warn">{t(WHY[unreachable])}</FormNotice>
              </div>
            )}
            {items.map((method) => (
              <MethodRow key={method.id} method={method} />
            ))}
            <AddressForm />
            <NtfyForm />
            <PushForm />
            <WebhookForm />
            <TestRow
              disabled={unreachable !== null && !items.some(({ kind }) => kind === 'browser')}
            />
          </div>
        )}
      </QueryView>
    </section>
  );
}

function MethodRow({ method }: { method: ContactMethod }): ReactElement {
  const t = useT();
  const { kind, account, verifiedAt, lastAttempt } = method;
  const address = method.address ?? t('settings:reached.consoles');
  return (
    <SettingRow
      label={address}
      hint={
        lastAttempt && (
          <>
            {t(
              kind === 'browser' && lastAttempt.outcome === 'failed'
                ? 'settings:reached.last.unheard'
                : LAST[lastAttempt.outcome],
              { kind },
            )}
            , <TimeText at={lastAttempt.at} show="relative" />
          </>
        )
      }
    >
      <div className={classes.line} style={{ paddingTop: 6 }}>
        {account && kind === 'mail' && <Tag>{t('settings:reached.account')}</Tag>}
        {kind !== 'browser' && (
          <span>{t(verifiedAt ? 'settings:reached.verified' : 'settings:reached.unverified')}</span>
        )}
        {!account && <Remove method={method} address={address} />}
      </div>
      {verifiedAt === null && (
        <>
          {kind === 'ntfy' && <NtfyTodo address={address} />}
          {kind === 'webpush' && <p>{t('settings:reached.push.todo')}</p>}
          <CodeForm method={method} />
        </>
      )}
    </SettingRow>
  );
}

function Remove({
  method: { id },
  address,
}: {
  method: ContactMethod;
  address: string;
}): ReactElement {
  const t = useT();
  const toast = useToast();
  const describe = useProblemText();
  const write = useWrite('contact-method.changed');
  const remove = (): void => {
    write(() => client.DELETE('/me/methods/{id}', { params: { path: { id } } }), {
      say: t('settings:reached.removed', { address }),
    }).catch((fault: unknown) => toast(describe(asApiError(fault))));
  };
  return (
    <button
      type="button"
      className={classes.plain}
      aria-label={t('settings:reached.remove', { address })}
      onClick={remove}
    >
      {t('settings:reached.removeShort')}
    </button>
  );
}

function TestRow({ disabled }: { disabled: boolean }): ReactElement {
  const t = useT();
  const toast = useToast();
  const describe = useProblemText();
  const write = useWrite('contact-method.changed');
  const send = (): void => {
    write(() => client.POST('/me/test-message'))
      .then(({ data }) => toast(t('settings:reached.tested', { count: data?.methods ?? 0 })))
      .catch((fault: unknown) => toast(describe(asApiError(fault))));
  };
  return (
    <SettingRow label="" hint={t('settings:reached.testHint')}>
      <Button variant="default" disabled={disabled} onClick={send}>
        {t('settings:reached.test')}
      </Button>
    </SettingRow>
  );
}
