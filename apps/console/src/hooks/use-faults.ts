import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** What shows a fault: the field itself where it has a state for it, otherwise the text beside it. */
const FAULT = '[aria-invalid="true"], [class*="mantine-"][class*="-error"], [data-fault]';
const FIELD = 'input:not([type="hidden"]), select, textarea, button';

/** The fields at fault, first to last. */
function faultyFields(form: HTMLFormElement): HTMLElement[] {
  const fields = [...form.querySelectorAll<HTMLElement>(FAULT)].flatMap((fault) => {
    if (fault.matches(FIELD)) return [fault];
    const field = fault
      .closest('[class*="mantine-"][class*="-root"], fieldset')
      ?.querySelector<HTMLElement>(FIELD);
    return field ? [field] : [];
  });
  return [...new Set(fields)];
}

export interface Faults {
  form: RefObject<HTMLFormElement | null>;
  /** Fields at fault since the form was last sent. */
  count: number;
  /** The form is being sent. */
  onSubmitCapture: () => void;
}

/**
 * Leads to the first field at fault whenever a form was sent and not accepted, by us or by the server: it is often out of sight.
 * @param error what the server said; anything new of it counts as an answer
 */
export function useFaults(error: unknown): Faults {
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0);
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (tried === 0 || !form.current) return;
    const fields = faultyFields(form.current);
    setCount(fields.length);
    fields[0]?.focus();
  }, [tried, error]);
  useEffect(() => {
    // What is mended is not counted any more; nothing moves the cursor meanwhile.
    if (count > 0 && form.current) setCount(faultyFields(form.current).length);
  });
  const onSubmitCapture = useCallback(() => setTried((before) => before + 1), []);
  return { form, count, onSubmitCapture };
}
