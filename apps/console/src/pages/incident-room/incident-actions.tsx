import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ResolveDialog } from '../../forms/resolve-dialog.js';
import { useIncidentWrite } from '../../hooks/use-incident-write.js';
import { useShortcut } from '../../hooks/use-shortcut.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import classes from './incident-room.module.css';
import { INCIDENT_SEARCH } from './search.js';

type Move = 'acknowledge' | 'unacknowledge' | 'reopen';

const WORDS: Record<Move, { action: MessageKey; busy: MessageKey; done: MessageKey }> = {
  acknowledge: {
    action: 'incidents:action.acknowledge',
    busy: 'incidents:busy.acknowledge',
    done: 'incidents:done.acknowledge',
  },
  unacknowledge: {
    action: 'incidents:action.unacknowledge',
    busy: 'incidents:busy.unacknowledge',
    done: 'incidents:done.unacknowledge',
  },
  reopen: {
    action: 'incidents:action.reopen',
    busy: 'incidents:busy.reopen',
    done: 'incidents:done.reopen',
  },
};

function sendMove(move: Move, id: string): Promise<{ data?: IncidentDetail }> {
  const params = { params: { path: { id } } };
  if (move === 'acknowledge') return client.POST('/incidents/{id}/acknowledgement', params);
  if (move === 'reopen') return client.POST('/incidents/{id}/reopening', params);
  return client.POST('/incidents/{id}/unacknowledgement', params);
}

/**
 * The one thing to do next, and at most one quiet one. Nothing is shown as done before the server says so; what it refused stands beside
 * the button, which sends it again.
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
  const write = useIncidentWrite(id);
  const submit = useSubmit(null);
  const [doing, setDoing] = useState<Move | null>(null);
  const [{ resolve: resolving }, set] = useUrlState(INCIDENT_SEARCH);
  const { state, name, territory } = incident;
  const responds = mayIn(me, 'incident:respond', [territory]);
  const resolves = mayIn(me, 'incident:resolve', [territory]);
  const run = (move: Move): void => {
    if (submit.busy) return;
    setDoing(move);
    void submit.run(() => write(() => sendMove(move, id), t(WORDS[move].done, { name })));
  };
  const openResolve = (): void => set({ resolve: true });
  useShortcut('a', () => {
    if (responds && state === 'triggered') run('acknowledge');
  });
  useShortcut('r', () => {
    if (resolves && state === 'acknowledged') openResolve();
  });
  const button = (move: Move, variant: 'filled' | 'default'): ReactElement => (
    <Button variant={variant} aria-busy={submit.busy && doing === move} onClick={() => run(move)}>
      {t(submit.busy && doing === move ? WORDS[move].busy : WORDS[move].action)}
    </Button>
  );
  if (!responds && !resolves)
    return <p className="ls-small ls-quiet">{t('incidents:action.mayNot')}</p>;
  return (
    <div className={classes.actions}>
      {state === 'triggered' && responds && button('acknowledge', 'filled')}
      {state === 'acknowledged' && resolves && (
        <Button onClick={openResolve}>{t('incidents:action.resolve')}</Button>
      )}
      {state === 'acknowledged' && responds && button('unacknowledge', 'default')}
      {state === 'resolved' && resolves && button('reopen', 'filled')}
      {submit.error && (
        <div className={classes.refused}>
          <ProblemNotice error={submit.error}>{t('incidents:action.notDone')}</ProblemNotice>
        </div>
      )}
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
