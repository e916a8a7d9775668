import type { ReactElement } from 'react';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
import { StatusShape } from './status-shape.js';
import type { StatusTone } from './status-shape.js';
import classes from './status-mark.module.css';

/** Every status there is: shape, word and colour together; the word stays neutral ink. */
const STATUS = {
  page: ['bad', 'status:severity.page'],
  ticket: ['warn', 'status:severity.ticket'],
  exhausted: ['bad', 'status:budget.exhausted'],
  'at-risk': ['warn', 'status:budget.at-risk'],
  healthy: ['ok', 'status:budget.healthy'],
  'no-data': ['none', 'status:budget.no-data'],
  burning: ['bad', 'status:burn.burning'],
  rising: ['warn', 'status:burn.rising'],
  recovering: ['warn', 'status:burn.recovering'],
  steady: ['ok', 'status:burn.steady'],
  unknown: ['none', 'status:burn.unknown'],
  up: ['ok', 'status:component.up'],
  degraded: ['warn', 'status:component.degraded'],
  down: ['bad', 'status:component.down'],
  'not-known': ['none', 'status:component.unknown'],
  stale: ['none', 'status:other.stale'],
  paused: ['hatched', 'status:other.paused'],
  acknowledged: ['acknowledged', 'status:other.acknowledged'],
  'acknowledged-ticket': ['acknowledged-warn', 'status:other.acknowledged'],
  maintenance: ['hatched', 'status:other.maintenance'],
  drill: ['hatched', 'status:other.drill'],
} as const satisfies Record<string, readonly [StatusTone, MessageKey]>;

export type Status = keyof typeof STATUS;

export interface StatusMarkProps {
  status: Status;
  /** Another word for the same status; the shape and colour stay. */
  word?: string;
  size?: 'sm' | 'md';
  /** Only where the word stands in the column head or right beside it; readers still hear it. */
  wordHidden?: boolean;
}

export function StatusMark({
  status,
  word,
  size = 'sm',
  wordHidden = false,
}: StatusMarkProps): ReactElement {
  const t = useT();
  const [tone, key] = STATUS[status];
  const text = word ?? t(key);
  return (
    <span className={classes.mark} data-size={size} title={wordHidden ? text : undefined}>
      <StatusShape tone={tone} size={size === 'md' ? 18 : 14} />
      <span className={wordHidden ? 'ls-visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
