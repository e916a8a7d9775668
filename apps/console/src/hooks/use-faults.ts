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
  /** The form is being sent; called before its faults are looked for. */
  onSent: () => void;
}

/**
 * Leads to the first field at fault whenever a form was sent and not accepted, by us or by the server: it is often out of sight.
 * @param error what the server said of it; anything new is an answer
 */
export function useFaults(error: unknown): Faults {
  const form = useRef<HTMLFormElement>(null);
  const isAwaited = useRef(false);
  const answered = useRef(error);
  const [count, setCount] = useState(0);
  // After every drawing: faults may be there with the press, or once the server has answered.
  useEffect(() => {
    if (answered.current !== error) {
      answered.current = error;
      if (error) isAwaited.current = true;
    }
    if (!form.current || (!isAwaited.current && count === 0)) return;
    const fields = faultyFields(form.current);
    // What is mended is not counted any more; nothing moves the cursor meanwhile.
    setCount(fields.length);
    if (!isAwaited.current || fields.length === 0) return;
    isAwaited.current = false;
    fields[0]?.focus();
  });
  const onSent = useCallback(() => {
    isAwaited.current = true;
  }, []);
  return { form, count, onSent };
}
