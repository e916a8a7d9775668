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

/**
 * Leads to the first field at fault whenever a form was sent and not accepted, by us or by the server: it is often out of sight.
 * @returns where the form goes, how many fields are at fault since it was last sent, and what to call when it is sent
 */
export function useFaults(): [RefObject<HTMLFormElement | null>, number, () => void] {
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef<'never' | 'awaited' | 'answered'>('never');
  const [count, setCount] = useState(0);
  const look = useCallback(() => {
    if (!form.current || sent.current === 'never') return;
    const fields = faultyFields(form.current);
    // What is mended is not counted any more; nothing moves the cursor meanwhile.
    setCount(fields.length);
    if (sent.current === 'answered' || fields.length === 0) return;
    sent.current = 'answered';
    fields[0]?.focus();
  }, []);
  useEffect(() => {
    if (!form.current) return;
    // Faults come with the press, or once the server has answered.
    const observer = new MutationObserver(look);
    const attributeFilter = ['aria-invalid'];
    observer.observe(form.current, { subtree: true, childList: true, attributeFilter });
    return () => observer.disconnect();
  }, [look]);
  const onSent = useCallback(() => {
    sent.current = 'awaited';
    requestAnimationFrame(look);
  }, [look]);
  return [form, count, onSent];
}
