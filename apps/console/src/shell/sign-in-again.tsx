import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { signInWithProvider } from '../api/auth.js';
import { api } from '../api/client.js';
import type { Me } from '../api/contract.js';
import { meQuery } from '../api/use-me.js';
import { useSignOut } from '../hooks/use-sign-out.js';
import { SignInForm } from '../forms/sign-in-form.js';
import { armedBefore } from '../stores/armed-before.js';
import { setSignedIn } from '../stores/session.js';
import { useStore } from '../stores/store.js';
import { useT } from '../i18n/use-t.js';
import { CalmArea } from '../ui/calm-area.js';
import { FormNotice } from '../ui/form-notice.js';
import { paths } from '../util/paths.js';

/** The session has ended: sign in above the page, so that nothing typed is lost. */
export function SignInAgain({ me }: { me: Me }): ReactElement {
  const t = useT();
  const signOut = useSignOut();
  const armed = useStore(armedBefore);
  const check = useSignedInElsewhere(me.id);
  const provider = useQuery(api.queryOptions('get', '/access/methods', {})).data?.oidc;
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('access:session.expiredTitle')}
      zIndex={400}
    >
      <CalmArea className="ls-stack">
        <p className="ls-quiet">{t('access:session.expiredText')}</p>
        {armed !== null && <FormNotice tone="warn">{t('access:session.silent')}</FormNotice>}
        {provider && <ElsewhereButton provider={provider} onCheck={check} />}
        <SignInForm email={me.email ?? ''} quiet={Boolean(provider)} onSignedIn={check} />
        <Button variant="subtle" fullWidth onClick={signOut}>
          {t('access:session.otherAccount')}
        </Button>
      </CalmArea>
    </Modal>
  );
}

const ASK_MS = 5_000;

/** Asks whether there is a session again, however it came about: this form, another tab, the identity provider. Gives "ask now". */
function useSignedInElsewhere(id: string): () => void {
  const queries = useQueryClient();
  const query = useQuery({ ...meQuery, refetchInterval: ASK_MS, refetchOnWindowFocus: 'always' });
  const [lastKnownAt] = useState(query.dataUpdatedAt);
  const again = query.dataUpdatedAt > lastKnownAt ? query.data?.id : undefined;
  useEffect(() => {
    if (again === undefined) return;
    // What is on screen belongs to somebody else now.
    if (again !== id) return location.reload();
    setSignedIn(true);
    void queries.invalidateQueries();
  }, [again, id, queries]);
  return useCallback(() => void query.refetch(), [query]);
}

/** Signs in at the identity provider in a tab of its own: going there in this one would lose what is typed. */
function ElsewhereButton({
  provider,
  onCheck,
}: {
  provider: { id: string; name: string };
  onCheck: () => void;
}): ReactElement {
  const t = useT();
  const [state, setState] = useState<'idle' | 'away' | 'failed'>('idle');
  const go = (): void => {
    // Opened before the request, while the click still counts as the person's wish.
    const tab = window.open('about:blank', '_blank');
    signInWithProvider(provider.id, paths.now()).then(
      (url) => {
        if (tab) tab.location.href = url;
        setState(tab ? 'away' : 'failed');
      },
      () => {
        tab?.close();
        setState('failed');
      },
    );
  };
  return (
    <>
      <Button onClick={go} fullWidth>
        {t('access:signIn.oidc', { name: provider.name })}
      </Button>
      {state === 'away' && (
        <FormNotice tone="none">
          {t('access:session.elsewhere')}{' '}
          <button type="button" className="ls-text-button" onClick={onCheck}>
            {t('access:session.check')}
          </button>
        </FormNotice>
      )}
      {state === 'failed' && (
        <FormNotice>{t('access:signIn.providerDown', { name: provider.name })}</FormNotice>
      )}
    </>
  );
}
