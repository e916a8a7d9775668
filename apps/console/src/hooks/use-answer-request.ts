import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import { client } from '../api/client.js';
import { ownPages } from '../api/queries.js';
import { urgent } from '../api/urgent.js';
import { useT } from '../i18n/use-t.js';
import { useIncidentWrite } from './use-incident-write.js';
import { useSubmit } from './use-submit.js';

type Answer = 'accepted' | 'declined';

/**
 * Saying whether one helps with an incident, as one was asked to.
 * @param id as in the address
 * @param name `INC-17`
 */
export function useAnswerRequest(
  id: string,
  name: string,
): {
  /** The answer that is under way. */
  busy: Answer | null;
  error: ApiError | null;
  send: (answer: Answer) => Promise<void>;
} {
  const t = useT();
  const queries = useQueryClient();
  const write = useIncidentWrite(id);
  const submit = useSubmit(null);
  const [sent, setSent] = useState<Answer | null>(null);
  const send = async (answer: Answer): Promise<void> => {
    setSent(answer);
    const request = { params: { path: { id } }, body: { answer }, ...urgent() };
    await submit.run(() =>
      write(
        () => client.POST('/incidents/{id}/responders/answer', request),
        () => t('incident-room:ask.answered', { name, answer }),
      ),
    );
    void queries.invalidateQueries({ queryKey: ownPages.queryKey });
  };
  return { busy: submit.busy ? sent : null, error: submit.error, send };
}
