/** What the server says of rules that wait, by a code that clients translate. */
export const RULES_MESSAGES = {
  saved: 'Saved; the worker publishes the rules next.',
  checking: 'The rules are being checked before they are loaded.',
  loading: 'The rules are checked; Prometheus is loading them.',
  written: 'Written; waiting for something else to reload Prometheus.',
  'not-evaluated': 'Loaded by Prometheus, not evaluated yet.',
  'shared-wait':
    'Loaded by Prometheus; the rules that all objectives share are still to be loaded.',
  measuring: 'What the rules cost is being measured before they are loaded.',
} as const;
export type RulesCode = keyof typeof RULES_MESSAGES;

/** The code of what is said of rules; null for what has none: the words of Prometheus, figures of one SLO. */
export function rulesCode(message: string | null): RulesCode | null {
  const codes = Object.keys(RULES_MESSAGES) as RulesCode[];
  return codes.find((code) => RULES_MESSAGES[code] === message) ?? null;
}
