import type { FindingState, HeartbeatState, SourceKind, SourceState } from '#contract';
import type { MessageKey } from '../../i18n/message-key.js';
import type { Status } from '../../ui/status-mark.js';

/** How a source stands: shape and colour, and the word for it. */
export const SOURCE_STATE: Record<SourceState, readonly [Status, MessageKey]> = {
  silent: ['down', 'sources:state.silent'],
  rejected: ['down', 'sources:state.rejected'],
  disagrees: ['degraded', 'sources:state.disagrees'],
  uncompared: ['degraded', 'sources:state.uncompared'],
  'no-token': ['not-known', 'sources:state.noToken'],
  unheard: ['not-known', 'sources:state.unheard'],
  heard: ['up', 'sources:state.heard'],
};

export const HEARTBEAT_STATE: Record<HeartbeatState, readonly [Status, MessageKey]> = {
  silent: ['down', 'heartbeats:state.silent'],
  'no-token': ['not-known', 'heartbeats:state.noToken'],
  unheard: ['not-known', 'heartbeats:state.unheard'],
  heard: ['up', 'heartbeats:state.heard'],
};

/** What fires and was not told of: why. */
export const FINDING_WORD: Record<FindingState, MessageKey> = {
  waiting: 'sources:finding.waiting',
  suppressed: 'sources:finding.suppressed',
  elsewhere: 'sources:finding.elsewhere',
};

export const SOURCE_KIND: Record<SourceKind, MessageKey> = {
  alertmanager: 'sources:kinds.alertmanager',
  grafana: 'sources:kinds.grafana',
  webhook: 'sources:kinds.webhook',
};
