import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ApiError } from '../api/api-error.js';
import { useOffline } from '../hooks/use-offline.js';
import { useProblemText, useWhyText } from '../hooks/use-problem-text.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
import { useSessionEnded } from '../stores/session.js';
import { useLooking } from '../stores/unclear.js';
import { FormNotice } from '../ui/form-notice.js';
import { InTheWay, usersIn } from './in-the-way.js';

/** Where our own sentence is general and the server's names the thing in the way. */
const TELLING: ReadonlySet<string> = new Set(['conflict', 'forbidden']);

/** Whether an error was only that the session had ended, and somebody has signed in again since. */
function useSignedInSince({ code }: ApiError): boolean {
  const ended = useSessionEnded();
  const [endedThen] = useState(ended);
  return code === 'unauthenticated' && endedThen && !ended;
}

/** Whether a write stayed on this device, and the device has been connected since: nothing keeps anybody from sending it now. */
function useConnectedSince(error: ApiError): boolean {
  const offline = useOffline();
  const [back, setBack] = useState<ApiError | null>(null);
  const isBack = error.fate === 'unsent' && !offline;
  if (isBack && back !== error) setBack(error);
  return isBack || back === error;
}

/** Nobody answered, or something on the way did: there is nothing to say but what became of the write. */
const isWithoutAnswer = ({ status, problem }: ApiError): boolean =>
  status === 0 || problem === null;

/** Says of a failed write whether it may have arrived. The one place for every action. */
function useFateText(error: ApiError): string | null {
  const t = useT();
  const looking = useLooking(error);
  if (error.fate === 'unsent') return t('states:write.unsent');
  if (error.fate !== 'unclear') return null;
  const says: MessageKey =
    looking === null
      ? 'states:write.unclear'
      : looking === 'looking'
        ? 'states:write.looking'
        : 'states:write.looked';
  return t(says);
}

/** Why a form was not accepted: our sentence in the language on screen, then the server's own (English) where it says more. */
export function ProblemNotice({
  error,
  unchanged,
  outcome,
  children,
}: {
  error: ApiError;
  /** What an unclear write is known to have come to by now; shown once it was looked after, in place of a word that it was. */
  outcome?: ReactNode;
  /** What is said besides where nothing was changed. */
  unchanged?: string;
  children?: ReactNode;
}): ReactElement | null {
  const describe = useProblemText();
  const whyOf = useWhyText();
  const fate = useFateText(error);
  const looked = useLooking(error) === 'looked';
  const settled = useSignedInSince(error);
  const connected = useConnectedSince(error);
  if (settled || connected) return null;
  const users = usersIn(error);
  const isSaid = users.length > 0 || whyOf(error) !== undefined;
  const more = TELLING.has(error.code) && !isSaid ? error.problem?.detail : undefined;
  return (
    <FormNotice>
      {isWithoutAnswer(error) && fate !== null ? null : describe(error)}{' '}
      {looked && outcome !== undefined ? outcome : fate} {error.fate === 'refused' && unchanged}{' '}
      {children}
      <InTheWay users={users} />
      {more && (
        <div lang="en" className="ls-quiet">
          {more}
        </div>
      )}
    </FormNotice>
  );
}
