import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ResolveDialog } from '../../forms/resolve-dialog.js';
import { useSayState } from '../../hooks/use-say-state.js';
import { useIncidentWrite } from '../../hooks/use-incident-write.js';
import { useShortcut } from '../../hooks/use-shortcut.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { StatusShape } from '../../ui/status-shape.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';
import { INCIDENT_SEARCH } from './search.js';

type Move = 'acknowledge' | 'reopen';

const WORDS: Record<Move, { action: MessageKey; busy: MessageKey }> = {
  acknowledge: {
    action: 'incident-room:action.acknowledge',
    busy: 'incident-room:busy.acknowledge',
  },
  reopen: { action: 'incident-room:action.reopen', busy: 'incident-room:busy.reopen' },
};

function sendMove(move: Move, id: string): Promise<{ data?: IncidentDetail }> {
  const params = { params: { path: { id } } };
  return move === 'acknowledge'
    ? client.POST('/incidents/{id}/acknowledgement', params)
    : client.POST('/incidents/{id}/reopening', params);
}

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
  const [doing, setDoing] = useState<Move | null>(null);
  const [{ resolve: resolving }, set] = useUrlState(INCIDENT_SEARCH);
  const responds = mayIn(me, 'incident:respond', [territory]);
  const resolves = mayIn(me, 'incident:resolve', [territory]);
  const run = (move: Move): void => {
    if (submit.busy) return;
    setDoing(move);
    void submit.run(() => write(() => sendMove(move, id), say));
  };
  const openResolve = (): void => set({ resolve: true });
  useShortcut('a', () => {
    if (responds && state === 'triggered') run('acknowledge');
  });
  useShortcut('r', () => {
    if (resolves && state === 'acknowledged') openResolve();
  });
  const button = (move: Move): ReactElement => (
    <Button aria-busy={submit.busy && doing === move} onClick={() => run(move)}>
      {t(submit.busy && doing === move ? WORDS[move].busy : WORDS[move].action)}
    </Button>
  );
  if (!responds && !resolves)
    return <p className="ls-small ls-quiet">{t('incident-room:action.mayNot')}</p>;
  return (
    <div className={classes.actions}>
      {(state !== 'resolved' || submit.error) && (
        <div className={classes.place} data-print="no">
          {submit.error && (
            <ProblemNotice error={submit.error} unchanged={t('incident-room:action.notDone')} />
          )}
          {state === 'triggered' && responds && button('acknowledge')}
          {state === 'acknowledged' && <Taken incident={incident} />}
        </div>
      )}
      {state === 'acknowledged' && resolves && (
        <Button onClick={openResolve}>{t('incident-room:action.resolve')}</Button>
      )}
      {state === 'resolved' && resolves && incident.mergedInto === null && button('reopen')}
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
