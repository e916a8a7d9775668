import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { mayTakeOn } from '../../api/nouns/responder.js';
import { urgent } from '../../api/urgent.js';
import { useMe } from '../../api/use-me.js';
import { IncidentOutcome } from '../../components/incident/incident-outcome.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ResolveDialog } from '../../forms/resolve-dialog.js';
import { useAcknowledge } from '../../hooks/use-acknowledge.js';
import { useSayState } from '../../hooks/use-say-state.js';
import { useIncidentWrite } from '../../hooks/use-incident-write.js';
import { useShortcut } from '../../hooks/use-shortcut.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { StatusShape } from '../../ui/status-shape.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';
import { ReviewLink } from './review-link.js';
import { INCIDENT_SEARCH } from './search.js';

/**
 * The one thing to do next. Nothing is shown as done before the server says so; what it refused stands beside the button, which sends it
 * again. Where *Acknowledge* was nothing can be pressed afterwards: whoever taps twice must not do something else.
 */
export function IncidentActions({
  id,
  incident,
}: {
  id: string;
  incident: IncidentDetail;
}): ReactElement | null {
  const t = useT();
  const me = useMe();
  const { state, name, territory } = incident;
  const write = useIncidentWrite(id);
  const say = useSayState(name);
  const submit = useSubmit(null);
  const acknowledging = useAcknowledge(id, name);
  const [{ resolve: resolving }, set] = useUrlState(INCIDENT_SEARCH);
  const responds = mayTakeOn(incident, me);
  const resolves = mayIn(me, 'incident:resolve', [territory]);
  const error = acknowledging.error ?? submit.error;
  const reopen = (): void => {
    const request = { params: { path: { id } }, ...urgent() };
    void submit.run(() => write(() => client.POST('/incidents/{id}/reopening', request), say));
  };
  const openResolve = (): void => set({ resolve: true });
  // Its dialog does not come back by itself when somebody reopens the incident.
  const isOver = resolving && state === 'resolved';
  useEffect(() => {
    if (isOver) set({ resolve: false }, { replace: true });
  }, [isOver, set]);
  useShortcut('a', () => {
    if (responds && state === 'triggered') void acknowledging.run();
  });
  useShortcut('r', () => {
    if (resolves && state === 'acknowledged') openResolve();
  });
  if (!responds && !resolves)
    return <p className="ls-small ls-quiet">{t('incident-room:action.mayNot')}</p>;
  return (
    <div className={classes.actions}>
      {(state !== 'resolved' || error) && (
        <div className={classes.place} data-print="no">
          {error && (
            <ProblemNotice
              error={error}
              unchanged={t('incident-room:action.notDone')}
              outcome={<IncidentOutcome incident={incident} />}
            />
          )}
          {state === 'triggered' && responds && (
            <Button aria-busy={acknowledging.busy} onClick={() => void acknowledging.run()}>
              {t(
                acknowledging.busy
                  ? 'incident-room:busy.acknowledge'
                  : 'incident-room:action.acknowledge',
              )}
            </Button>
          )}
          {state === 'acknowledged' && <Taken incident={incident} />}
        </div>
      )}
      {state === 'acknowledged' && resolves && (
        <Button onClick={openResolve}>{t('incident-room:action.resolve')}</Button>
      )}
      {state === 'resolved' && resolves && incident.mergedInto === null && (
        <Button aria-busy={submit.busy} onClick={reopen}>
          {t(submit.busy ? 'incident-room:busy.reopen' : 'incident-room:action.reopen')}
        </Button>
      )}
      <ReviewLink id={id} incident={incident} />
      {resolving && resolves && state !== 'resolved' && (
        <ResolveDialog
          id={id}
          incident={incident}
          onClose={() => set({ resolve: false }, { replace: true })}
        />
      )}
    </div>
  );
}

/** Who has it, and until when that holds. */
function Taken({ incident }: { incident: IncidentDetail }): ReactElement {
  const t = useT();
  const me = useMe()?.id;
  const { acknowledgedBy, acknowledgedUntil } = incident;
  const name = acknowledgedBy?.name ?? '';
  return (
    <p className={classes.taken}>
      <StatusShape tone="acknowledged" size={16} />
      <span>
        {acknowledgedBy?.id === me
          ? t('incident-room:taken.you')
          : t('incident-room:taken.other', { name })}
        {acknowledgedUntil !== null && (
          <>
            {', '}
            {t('incident-room:taken.until')} <TimeText at={acknowledgedUntil} show="time" />
          </>
        )}
      </span>
    </p>
  );
}
