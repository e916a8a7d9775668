import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Escalation, IncidentDetail } from '../../api/contract.js';
import { useMe } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { useAcknowledge } from '../../hooks/use-acknowledge.js';
import { useT } from '../../i18n/use-t.js';

/** Who is paged on although somebody acknowledged, since everybody has to; whoever reads it and is one of them does it here. */
export function StillAwaited({
  id,
  incident: { name },
  awaited,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  awaited: Escalation['awaited'];
}): ReactElement | null {
  const t = useT();
  const me = useMe()?.id;
  const { busy, error, run } = useAcknowledge(id, name);
  if (awaited.length === 0) return null;
  return (
    <>
      <p>
        {t('incident-room:escalation.awaited', {
          names: awaited.map((one) => one.name).join(', '),
        })}
      </p>
      {awaited.some((one) => one.id === me) && (
        <Button aria-busy={busy} onClick={() => void run()}>
          {t('incident-room:action.acknowledgeToo')}
        </Button>
      )}
      {error && <ProblemNotice error={error} unchanged={t('incident-room:action.notDone')} />}
    </>
  );
}
