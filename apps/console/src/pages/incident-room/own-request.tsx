import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { ownRequest } from '../../api/nouns/responder.js';
import { useMe } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { useAnswerRequest } from '../../hooks/use-answer-request.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';

/** Who asks the reader to help, and the two answers to that, for as long as there is none. */
export function OwnRequest({
  id,
  incident,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
}): ReactElement | null {
  const t = useT();
  const own = ownRequest(incident, useMe());
  const { busy, error, send } = useAnswerRequest(id, incident.name);
  const isOpen = own?.state === 'pending' || own?.state === 'silent';
  if (!own || !isOpen || incident.state === 'resolved') return null;
  return (
    <FormNotice tone="warn">
      <div className={classes.request}>
        <span>
          {t('incident-room:ask.you', { name: own.askedBy.name })}{' '}
          <span className="ls-quiet">
            <TimeText at={own.askedAt} show="relative" />
          </span>
        </span>
        <span className={classes.answers} data-print="no">
          <Button aria-busy={busy === 'accepted'} onClick={() => void send('accepted')}>
            {t('incident-room:ask.accept')}
          </Button>
          <Button
            variant="default"
            aria-busy={busy === 'declined'}
            onClick={() => void send('declined')}
          >
            {t('incident-room:ask.decline')}
          </Button>
        </span>
        {error && <ProblemNotice error={error} />}
      </div>
    </FormNotice>
  );
}
