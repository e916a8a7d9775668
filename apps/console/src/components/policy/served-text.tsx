import type { ReactElement } from 'react';
import type { EscalationPolicy } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';

/** As many are named; the page of the policy has them all. */
const NAMED = 3;

/** What a policy is for, in a line. */
export function ServedText({
  policy: { serves, territory },
}: {
  policy: EscalationPolicy;
}): ReactElement {
  const t = useT();
  const names = [...serves.subjects, ...serves.teams];
  const all = [
    ...(serves.default ? [t('policies:serves.default', { territory })] : []),
    ...names.slice(0, NAMED),
    ...(names.length > NAMED ? [t('policies:serves.more', { count: names.length - NAMED })] : []),
  ];
  if (all.length === 0) return <span className="ls-quiet">{t('policies:serves.none')}</span>;
  return <span>{all.join(', ')}</span>;
}
