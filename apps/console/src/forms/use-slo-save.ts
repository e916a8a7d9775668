import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../api/api-error.js';
import type { ApiError } from '../api/api-error.js';
import { client } from '../api/client.js';
import { sloOf, sloSeriesOf } from '../api/queries.js';
import type { SloDetail, SloDocument } from '../api/contract-slo.js';
import { useWrite } from '../hooks/use-write.js';
import { unchangedSince } from '../util/etag.js';
import { serverNow } from '../stores/server-clock.js';

export interface SloSave {
  busy: boolean;
  /** Why the last attempt failed; a conflict has `theirs` instead. */
  error: ApiError | null;
  /** The version somebody else saved meanwhile. */
  theirs: SloDetail | null;
  /** Sends a document. `version` is the one it was made from; null creates and never overwrites. Gives the saved SLO, or null. */
  send: (slug: string, document: unknown, version: number | null) => Promise<SloDetail | null>;
  clear: () => void;
}

/** Saving with a guard against overwriting: what somebody else saved meanwhile comes back for a decision. */
export function useSloSave(): SloSave {
  const queries = useQueryClient();
  const write = useWrite('slo.changed');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [theirs, setTheirs] = useState<SloDetail | null>(null);
  const clear = (): void => {
    setError(null);
    setTheirs(null);
  };
  const current = (slug: string): Promise<SloDetail> =>
    queries.fetchQuery({
      ...sloOf(slug),
      staleTime: 0,
    });
  const send: SloSave['send'] = async (slug, document, version) => {
    setBusy(true);
    clear();
    try {
      const { data } = await write(() =>
        client.PUT('/slos/{slug}', {
          params: { path: { slug } },
          headers: unchangedSince(version),
          body: document as SloDocument,
        }),
      );
      // What Prometheus lacks stands on the page from its first moment.
      if (data && data.warnings.length > 0)
        queries.setQueryData(sloSeriesOf(slug).queryKey, {
          checkedAt: new Date(serverNow()).toISOString(),
          warnings: data.warnings,
        });
      return data ?? null;
    } catch (fault) {
      const problem = asApiError(fault);
      const found =
        version !== null && problem.status === 412 ? await current(slug).catch(() => null) : null;
      if (found) setTheirs(found);
      else setError(problem);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, theirs, send, clear };
}
