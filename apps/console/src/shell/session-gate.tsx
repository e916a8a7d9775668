import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { asApiError } from '../api/api-error.js';
import { meQuery } from '../api/use-me.js';
import { setSignedIn, useSessionEnded } from '../stores/session.js';
import { useGo } from '../hooks/use-go.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { withTexts } from '../i18n/setup.js';
import { useT } from '../i18n/use-t.js';
import { latePart } from '../ui/late-part.js';
import { Delayed } from '../ui/skeleton.js';
import { ErrorState } from '../ui/states.js';
import type { Search } from '../util/search.js';
import { paths } from '../util/paths.js';
import { Entrance } from './entrance.js';
import { StartingFrame } from './starting-frame.js';

const SignInAgain = latePart(
  () => withTexts('access', () => import('./sign-in-again.js')),
  'SignInAgain',
);

/** Lets signed-in people through. A session that ends on the way is renewed in a dialog, with the page kept underneath. */
export function SessionGate({ children }: { children: ReactNode }): ReactElement | null {
  const me = useQuery(meQuery);
  const ended = useSessionEnded();
  const describe = useProblemText();
  const t = useT();
  const known = me.data !== undefined;
  useLastKnown(!known && me.error !== null && asApiError(me.error).status === 0);
  useEffect(() => {
    if (known) setSignedIn(true);
  }, [known]);
  if (me.data !== undefined) {
    return (
      <>
        {children}
        {ended && (
          <Suspense>
            <SignInAgain me={me.data} />
          </Suspense>
        )}
      </>
    );
  }
  if (me.error === null)
    return (
      <Delayed>
        <StartingFrame />
      </Delayed>
    );
  const error = asApiError(me.error);
  if (error.status === 401) return <ToSignIn />;
  return (
    <Entrance title={t('states:error.start')}>
      <ErrorState
        detail={describe(error)}
        requestId={error.requestId}
        onRetry={() => void me.refetch()}
      />
    </Entrance>
  );
}

/** Without a network there is to read what was seen last on this device. */
function useLastKnown(isUnreachable: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isUnreachable) return;
    void import('../offline/last-known.js')
      .then(({ restoreLastKnown }) => restoreLastKnown(client))
      .catch(() => undefined);
  }, [client, isUnreachable]);
}

/** Leaves for the sign-in page, once, remembering where the person wanted to go. */
function ToSignIn(): null {
  const router = useRouter();
  const go = useGo();
  useEffect(() => {
    go(paths.signIn(), returnTo(router.latestLocation.href), { replace: true });
  }, [go, router]);
  return null;
}

function returnTo(href: string): Search {
  return href === '/' ? {} : { returnTo: href };
}
