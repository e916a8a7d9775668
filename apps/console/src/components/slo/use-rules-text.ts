import { useCallback } from 'react';
import { rulesCode } from '#contract';
import type { RulesCode } from '#contract';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';

const SAYS: Readonly<Record<RulesCode, MessageKey>> = {
  saved: 'slo-list:rules.says.saved',
  checking: 'slo-list:rules.says.checking',
  loading: 'slo-list:rules.says.loading',
  written: 'slo-list:rules.says.written',
  'not-evaluated': 'slo-list:rules.says.not-evaluated',
  'shared-wait': 'slo-list:rules.says.shared-wait',
  measuring: 'slo-list:rules.says.measuring',
};

/** What the server says of rules, in the language on screen; the words of Prometheus stay as they are. */
export function useRulesText(): (message: string | null) => string {
  const t = useT();
  return useCallback(
    (message) => {
      const code = rulesCode(message);
      return code === null ? (message ?? '') : t(SAYS[code]);
    },
    [t],
  );
}
