import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IncidentDetail, Me } from '../../api/contract.js';
import { isSilence } from '../../api/nouns/incident.js';
import { mayIn } from '../../api/nouns/authority.js';
import { escalationOf } from '../../api/incident-queries.js';
import { ownPages } from '../../api/queries.js';
import { useMe } from '../../api/use-me.js';
import { EscalateDialog } from '../../forms/escalate-dialog.js';
import { IncidentConfirm } from '../../forms/incident-confirm.js';
import { MergeDialog } from '../../forms/merge-dialog.js';
import { NotMeDialog } from '../../forms/not-me-dialog.js';
import { SnoozeDialog } from '../../forms/snooze-dialog.js';
import { useAsked } from '../../hooks/use-asked.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import classes from './incident-room.module.css';

type Asked = 'notMe' | 'escalate' | 'snooze' | 'unsnooze' | 'unacknowledge' | 'merge';

const WORDS: Record<Asked, MessageKey> = {
  notMe: 'incident-room:notMe.open',
  escalate: 'incident-room:escalate.open',
  snooze: 'incident-room:snooze.open',
  unsnooze: 'incident-room:unsnooze.open',
  unacknowledge: 'incident-room:action.unacknowledge',
  merge: 'incident-room:merge.open',
};
/** What asks for more than a yes. */
const DIALOGS = {
  notMe: NotMeDialog,
  escalate: EscalateDialog,
  snooze: SnoozeDialog,
  merge: MergeDialog,
} as const;

/** What can be done about who is paged next, each after asking. */
function offered(
  { state, snooze, class: of, origin }: IncidentDetail,
  me: Me | undefined,
  territory: string,
  { isPaged, mayHasten }: { isPaged: boolean; mayHasten: boolean },
): Asked[] {
  if (state === 'resolved') return [];
  const mayMerge = !isSilence({ origin }) && mayIn(me, 'incident:merge', [territory]);
  const merge: Asked[] = mayMerge ? ['merge'] : [];
  if (!mayIn(me, 'incident:respond', [territory])) return merge;
  if (snooze !== null) return ['unsnooze', 'snooze', ...merge];
  const paging: Asked[] =
    of === 'page'
      ? [...(isPaged ? (['notMe'] as const) : []), ...(mayHasten ? (['escalate'] as const) : [])]
      : [];
  return [
    ...paging,
    'snooze',
    ...(state === 'acknowledged' ? (['unacknowledge'] as const) : []),
    ...merge,
  ];
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
  // About that acknowledgement: one that comes later, from whomever, is asked about anew.
  const [about, setAbout] = useState<string | null>(null);
  const isPaged = (useQuery(ownPages).data?.items ?? []).some(
    ({ kind, reference }) => kind === 'page' && reference === incident.name,
  );
  // Until the server has said that it would refuse, it is offered.
  const mayHasten = (useQuery(escalationOf(id)).data?.hasteRefused ?? null) === null;
  const offers = offered(incident, useMe(), incident.territory, { isPaged, mayHasten });
  // What somebody else did meanwhile is not asked any more.
  const [asked, setAsked] = useAsked<Asked>(
    (one) => offers.includes(one) && (one !== 'unacknowledge' || about === incident.acknowledgedAt),
  );
  const ask = (one: Asked): void => {
    setAsked(one);
    setAbout(incident.acknowledgedAt);
  };
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
      {asked && <Asking asks={asked} id={id} incident={incident} onClose={() => setAsked(null)} />}
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
