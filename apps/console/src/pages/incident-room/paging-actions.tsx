import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { SnoozeDialog } from '../../forms/snooze-dialog.js';
import { UnacknowledgeDialog } from '../../forms/unacknowledge-dialog.js';
import { UnsnoozeDialog } from '../../forms/unsnooze-dialog.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import classes from './incident-room.module.css';

type Asked = 'snooze' | 'unsnooze' | 'unacknowledge';

const WORDS: Record<Asked, MessageKey> = {
  snooze: 'incident-room:snooze.open',
  unsnooze: 'incident-room:unsnooze.open',
  unacknowledge: 'incident-room:action.unacknowledge',
};
const DIALOGS = {
  snooze: SnoozeDialog,
  unsnooze: UnsnoozeDialog,
  unacknowledge: UnacknowledgeDialog,
} as const;

/** What can be done about who is paged next, each after asking. */
function offered({ state, snooze }: IncidentDetail): Asked[] {
  if (state === 'resolved') return [];
  if (snooze !== null) return ['unsnooze', 'snooze'];
  return state === 'acknowledged' ? ['snooze', 'unacknowledge'] : ['snooze'];
}

/** What is done about paging, beside who is paged next: letting the incident sleep, waking it, giving it back. */
export function PagingActions({
  id,
  incident,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
}): ReactElement | null {
  const t = useT();
  const [asked, setAsked] = useState<Asked | null>(null);
  const offers = offered(incident);
  // What somebody else did meanwhile is not asked any more.
  const Asking = asked !== null && offers.includes(asked) ? DIALOGS[asked] : null;
  if (offers.length === 0) return null;
  return (
    <div className={classes.line} data-print="no">
      {offers.map((one) => (
        <button key={one} type="button" className="ls-text-button" onClick={() => setAsked(one)}>
          {t(
            one === 'snooze' && incident.snooze !== null
              ? 'incident-room:snooze.otherwise'
              : WORDS[one],
          )}
        </button>
      ))}
      {Asking && <Asking id={id} incident={incident} onClose={() => setAsked(null)} />}
    </div>
  );
}
