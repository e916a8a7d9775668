import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { leave, setSignedIn } from '../stores/session.js';
import { useGo } from './use-go.js';
import { paths } from '../util/paths.js';
import { signOut } from '../api/auth.js';

/** Ends the session on the server, forgets everything loaded, and shows the sign-in page. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const go = useGo();
  return useCallback(() => {
    void leave()
      .then(signOut)
      .finally(() => {
        setSignedIn(false);
        queries.clear();
        go(paths.signIn());
      });
  }, [go, queries]);
}
