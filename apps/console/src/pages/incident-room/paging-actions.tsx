import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IncidentDetail, Me } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { IncidentConfirm } from '../../forms/incident-confirm.js';
import { MergeDialog } from '../../forms/merge-dialog.js';
import { SnoozeDialog } from '../../forms/snooze-dialog.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import classes from './incident-room.module.css';

type Asked = 'snooze' | 'unsnooze' | 'unacknowledge' | 'merge';

const WORDS: Record<Asked, MessageKey> = {
  snooze: 'incident-room:snooze.open',
  unsnooze: 'incident-room:unsnooze.open',
  unacknowledge: 'incident-room:action.unacknowledge',
  merge: 'incident-room:merge.open',
};
/** What asks for more than a yes. */
const DIALOGS = { snooze: SnoozeDialog, merge: MergeDialog } as const;

/** What can be done about who is paged next, each after asking. */
function offered(
  { state, snooze }: IncidentDetail,
  me: Me | undefined,
  territory: string,
): Asked[] {
  if (state === 'resolved') return [];
  const merge: Asked[] = mayIn(me, 'incident:merge', [territory]) ? ['merge'] : [];
  if (!mayIn(me, 'incident:respond', [territory])) return merge;
  if (snooze !== null) return ['unsnooze', 'snooze', ...merge];
  return ['snooze', ...(state === 'acknowledged' ? (['unacknowledge'] as const) : []), ...merge];
}

/** What is done about paging, beside who is paged next: letting the incident sleep, waking it, giving it back, merging it. */
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
  // About that acknowledgement: one that comes later, from whomever, is asked about anew.
  const [about, setAbout] = useState<string | null>(null);
  const ask = (one: Asked): void => {
    setAsked(one);
    setAbout(incident.acknowledgedAt);
  };
  const offers = offered(incident, useMe(), incident.territory);
  // What somebody else did meanwhile is not asked any more.
  const holds = asked !== 'unacknowledge' || about === incident.acknowledgedAt;
  const asking = asked !== null && holds && offers.includes(asked) ? asked : null;
  if (offers.length === 0) return null;
  return (
    <div className={classes.line} data-print="no">
      {offers.map((one) => (
        <button key={one} type="button" className="ls-text-button" onClick={() => ask(one)}>
          {t(
            one === 'snooze' && incident.snooze !== null
              ? 'incident-room:snooze.otherwise'
              : WORDS[one],
          )}
        </button>
      ))}
      {asking && (
        <Asking asks={asking} id={id} incident={incident} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

interface AskingProps {
  asks: Asked;
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}

function Asking({ asks, ...about }: AskingProps): ReactElement {
  if (asks === 'unsnooze' || asks === 'unacknowledge')
    return <IncidentConfirm asks={asks} {...about} />;
  const Form = DIALOGS[asks];
  return <Form {...about} />;
}
