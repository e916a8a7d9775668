import type { ReactElement } from 'react';
import type { Reach } from '../../api/contract.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import classes from './policy.module.css';
import { whyUnreached } from './reach-words.js';

/** Whom a policy would page first now, and what keeps it from more. */
export function ReachText({
  reach,
  nameOf,
}: {
  reach: Reach;
  /** The name of a schedule by its slug. */
  nameOf: (schedule: string) => string;
}): ReactElement {
  const t = useT();
  const { people, unreached } = reach;
  const why = [...new Set(unreached.map((one) => whyUnreached(t, one, nameOf)))];
  const word = hindrance(t, reach);
  return (
    <span className={classes.reach}>
      {word !== null && (
        <StatusMark status={reach.route === null ? 'down' : 'degraded'} word={word} />
      )}
      {people.length > 0 && (
        <span>
          {word === null && <StatusMark status="up" wordHidden word={t('policies:column.reach')} />}{' '}
          {people.map(({ name }) => name).join(', ')}
        </span>
      )}
      {why.length > 0 && <span className="ls-quiet ls-small">{why.join('; ')}</span>}
    </span>
  );
}

/** What is wrong with whom it reaches; null = nothing. */
function hindrance(t: Translate, { route, step }: Reach): string | null {
  if (route === null) return t('policies:reach.nobody');
  if (route === 'fallback') return t('policies:reach.fallback');
  return step !== null && step > 1 ? t('policies:reach.laterStep', { step }) : null;
}
