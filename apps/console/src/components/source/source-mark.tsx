import type { ReactElement } from 'react';
import type { AlertSource, Heartbeat } from '../../api/contract.js';
import { heartbeatState, sourceState } from '#contract';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import { HEARTBEAT_STATE, SOURCE_STATE } from './source-words.js';

/** How a source of alerts stands. */
export function SourceMark({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const [status, word] = SOURCE_STATE[sourceState(source)];
  return <StatusMark status={status} word={t(word)} />;
}

/** How a heartbeat stands. */
export function HeartbeatMark({ heartbeat }: { heartbeat: Heartbeat }): ReactElement {
  const t = useT();
  const [status, word] = HEARTBEAT_STATE[heartbeatState(heartbeat)];
  return <StatusMark status={status} word={t(word)} />;
}
