import { useState } from 'react';
import { asApiError } from '../api/api-error.js';
import type { ApiError } from '../api/api-error.js';
import { errorsByField } from '../api/nouns/errors-by-field.js';
import { useFieldText } from './use-field-text.js';

export interface VersionedSave<T> {
  busy: boolean;
  /** What went wrong with the whole form; field problems stand at their fields, a conflict has `theirs` instead. */
  error: ApiError | null;
  /** What somebody else saved meanwhile. */
  theirs: T | null;
  /** Sends once. */
  run: (send: () => Promise<void>) => Promise<void>;
  clear: () => void;
}

/**
 * Saving with a guard against overwriting: what somebody else saved meanwhile comes back for a decision, and all that was typed stays.
 * @param current asks for what is there now; none = what is saved is new, and overwrites nothing
 */
export function useVersionedSave<T>(
  form: { setErrors: (errors: Record<string, string>) => void },
  current?: () => Promise<T>,
): VersionedSave<T> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [theirs, setTheirs] = useState<T | null>(null);
  const describe = useFieldText();
  const clear = (): void => {
    setError(null);
    setTheirs(null);
  };
  const run = async (send: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    clear();
    try {
      await send();
    } catch (fault) {
      const problem = asApiError(fault);
      const found = problem.status === 412 ? await current?.().catch(() => null) : null;
      if (found) setTheirs(found);
      else setError(problem);
      form.setErrors(errorsByField(problem.fields, describe));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, theirs, run, clear };
}
