import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ApiError } from '../api/api-error.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { useSessionEnded } from '../stores/session.js';
import { FormNotice } from '../ui/form-notice.js';

/** Where our own sentence is general and the server's names the thing in the way. */
const TELLING: ReadonlySet<string> = new Set(['conflict', 'forbidden']);

/** Whether an error was only that the session had ended, and somebody has signed in again since. */
function useSignedInSince({ code }: ApiError): boolean {
  const ended = useSessionEnded();
  const [endedThen] = useState(ended);
  return code === 'unauthenticated' && endedThen && !ended;
}

/** Why a form was not accepted: our sentence in the language on screen, then the server's own (English) where it says more. */
export function ProblemNotice({
  error,
  children,
}: {
  error: ApiError;
  children?: ReactNode;
}): ReactElement | null {
  const describe = useProblemText();
  const settled = useSignedInSince(error);
  if (settled) return null;
  const more = TELLING.has(error.code) ? error.problem?.detail : undefined;
  return (
    <FormNotice>
      {describe(error)} {children}
      {more && (
        <div lang="en" className="ls-quiet">
          {more}
        </div>
      )}
    </FormNotice>
  );
}
