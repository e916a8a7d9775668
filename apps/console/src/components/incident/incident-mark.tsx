import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import type { Status } from '../../ui/status-mark.js';
import { STATE_NAME } from './incident-words.js';

const TRIGGERED: Record<Incident['class'], Status> = {
  page: 'page',
  ticket: 'ticket',
  info: 'unknown',
};

/** The state in a word, with the shape and colour of what the incident asks of people: what nobody is on stands out. */
export function IncidentMark({
  incident: { state, class: cls, mergedInto = null },
  size,
}: {
  incident: Pick<Incident, 'state' | 'class'> & Partial<Pick<Incident, 'mergedInto'>>;
  size?: 'sm' | 'md';
}): ReactElement {
  const t = useT();
  const taken: Status = cls === 'page' ? 'acknowledged' : 'acknowledged-ticket';
  const status = { triggered: TRIGGERED[cls], acknowledged: taken, resolved: 'healthy' } as const;
  return (
    <StatusMark
      status={mergedInto === null ? status[state] : 'paused'}
      word={t(mergedInto === null ? STATE_NAME[state] : 'status:incident.merged')}
      {...(size && { size })}
    />
  );
}
