import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { useMe } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { Unbroken } from '../../ui/unbroken.js';

/** How an incident stands after somebody could not know what became of what they sent: in words, where they look. */
export function IncidentOutcome({
  incident: { name, state, acknowledgedBy, mergedInto },
}: {
  incident: Pick<Incident, 'name' | 'state' | 'acknowledgedBy' | 'mergedInto'>;
}): ReactElement {
  const t = useT();
  const me = useMe()?.id;
  return (
    <>
      {t('incidents:outcome.lost')}{' '}
      <strong>
        <Unbroken
          text={t('incidents:outcome.is', {
            name,
            state: mergedInto === null ? state : 'merged',
            by: acknowledgedBy === null ? 'nobody' : acknowledgedBy.id === me ? 'you' : 'other',
            into: mergedInto?.name ?? '',
            person: acknowledgedBy?.name ?? '',
          })}
        />
      </strong>
    </>
  );
}
