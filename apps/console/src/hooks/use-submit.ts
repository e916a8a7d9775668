import { useState } from 'react';
import { asApiError } from '../api/api-error.js';
import type { ApiError } from '../api/api-error.js';
import { errorsByField } from '../api/nouns/errors-by-field.js';
import { useFieldText } from './use-field-text.js';

interface FieldErrors {
  setErrors: (errors: Record<string, string>) => void;
}

export interface Submit {
  busy: boolean;
  /** What went wrong with the whole form; field problems stand at their fields. */
  error: ApiError | null;
  run: (send: () => Promise<void>) => Promise<void>;
}

/** Sends a form once, puts the server's field problems at their fields and keeps everything typed. */
export function useSubmit(form: FieldErrors | null): Submit {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const describe = useFieldText();
  const run = async (send: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await send();
    } catch (fault) {
      const problem = asApiError(fault);
      setError(problem);
      form?.setErrors(errorsByField(problem.fields, describe));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}
