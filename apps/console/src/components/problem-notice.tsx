import type { ReactElement, ReactNode } from 'react';
import type { ApiError } from '../api/api-error.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { FormNotice } from '../ui/form-notice.js';

/** Where our own sentence is general and the server's names the thing in the way. */
const TELLING: ReadonlySet<string> = new Set(['conflict', 'forbidden']);

/** Why a form was not accepted: our sentence in the language on screen, then the server's own (English) where it says more. */
export function ProblemNotice({
  error,
  children,
}: {
  error: ApiError;
  children?: ReactNode;
}): ReactElement {
  const describe = useProblemText();
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
