import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { asApiError } from '../api/api-error.js';
import type { ApiError } from '../api/api-error.js';
import { client } from '../api/client.js';
import type { IncidentDetail } from '../api/contract.js';
import { incidentOf } from '../api/incident-queries.js';
import { soon } from '../api/look-again.js';
import { ownPages } from '../api/queries.js';
import { urgent } from '../api/urgent.js';
import { createStore, useStore } from '../stores/store.js';
import { useIncidentWrite } from './use-incident-write.js';
import { useSayState } from './use-say-state.js';

/** How far an acknowledgement has come, wherever on screen it was pressed. */
export interface Attempt {
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** After an answer that was lost: the incident as it was found to be. */
  readonly found: IncidentDetail | null;
}

const NONE: Attempt = { busy: false, error: null, found: null };
const attempts = createStore<ReadonlyMap<string, Attempt>>(new Map());

function note(name: string, attempt: Attempt): void {
  const others = [...attempts.get()].filter(([of]) => of !== name);
  attempts.set(new Map(attempt === NONE ? others : [...others, [name, attempt]]));
}

/** Looks what became of it, until the server says. @returns null where it does not tell */
async function found(queries: QueryClient, id: string): Promise<IncidentDetail | null> {
  for (;;) {
    try {
      const request = { params: { path: { id } }, ...urgent() };
      const { data } = await client.GET('/incidents/{id}', request);
      if (data) queries.setQueryData(incidentOf(id).queryKey, data);
      return data ?? null;
    } catch (fault) {
      const { status } = asApiError(fault);
      if (status >= 400 && status < 500) return null;
      await soon();
    }
  }
}

/**
 * Acknowledging an incident: one act, however many buttons there are for it.
 * @param id as in the address
 * @param name `INC-17`
 * @param isSaid whether the corner says so, too, once the server has confirmed it
 */
export function useAcknowledge(
  id: string,
  name: string,
  isSaid = true,
): Attempt & {
  /** Sends it, once. @returns the incident once it is known to be acknowledged; else null */
  run: () => Promise<IncidentDetail | null>;
} {
  const queries = useQueryClient();
  const write = useIncidentWrite(id);
  const say = useSayState(name);
  const attempt = useStore(attempts).get(name) ?? NONE;
  const run = useCallback(async () => {
    if (attempts.get().get(name)?.busy) return null;
    note(name, { ...NONE, busy: true });
    let answer: IncidentDetail | null = null;
    try {
      await write(
        async () => {
          const request = { params: { path: { id } }, ...urgent() };
          const sent = await client.POST('/incidents/{id}/acknowledgement', request);
          answer = sent.data ?? null;
          return sent;
        },
        (state) => (isSaid ? say(state) : null),
      );
      note(name, NONE);
    } catch (fault) {
      const error = asApiError(fault);
      note(name, { ...NONE, error });
      if (error.fate === 'unclear') {
        answer = await found(queries, id);
        // Whoever pressed again meanwhile learns of that.
        if (attempts.get().get(name)?.error !== error) return null;
        const isTaken = answer !== null && answer.state !== 'triggered';
        note(name, isTaken ? NONE : { ...NONE, error, found: answer });
      }
    }
    void queries.invalidateQueries({ queryKey: ownPages.queryKey });
    return answer?.state === 'triggered' ? null : answer;
  }, [id, name, isSaid, queries, write, say]);
  return { ...attempt, run };
}
