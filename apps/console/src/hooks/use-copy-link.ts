import { useCallback } from 'react';
import { useT } from '../i18n/use-t.js';
import { useToast } from './use-toast.js';

/** Copies an address, this page's unless told, and says whether it worked (pages served without TLS may not copy). */
export function useCopyLink(): (href?: string) => void {
  const t = useT();
  const toast = useToast();
  return useCallback(
    (href) => {
      const copied =
        navigator.clipboard?.writeText(href ?? location.href) ??
        Promise.reject(new Error('no clipboard'));
      copied.then(
        () => toast(t('shell:palette.linkCopied')),
        () => toast(t('shell:palette.linkNotCopied')),
      );
    },
    [t, toast],
  );
}
