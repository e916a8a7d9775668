import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { Incident, OwnPage } from '../../api/contract.js';
import { useAcknowledge } from '../../hooks/use-acknowledge.js';
import { useT } from '../../i18n/use-t.js';
import { silence } from '../../stores/silenced.js';
import { AppLink } from '../../ui/app-link.js';
import { CalmArea } from '../../ui/calm-area.js';
import { StatusShape } from '../../ui/status-shape.js';
import { TimeText } from '../../ui/time-text.js';
import { Unbroken } from '../../ui/unbroken.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import { IncidentOutcome } from '../incident/incident-outcome.js';
import { IncidentTaken } from '../incident/incident-taken.js';
import { ProblemNotice } from '../problem-notice.js';
import classes from './ring.module.css';

const MAX_SHOWN = 3;
/** What was confirmed stays to be read for so long. */
const READ_MS = 10_000;

/** What a page is about, by which it keeps its place: told of again, it is the same. */
export const keyOf = ({ reference, id }: OwnPage): string => reference ?? id;

/** What the server confirmed. */
type Taken = Pick<Incident, 'name' | 'acknowledgedAt' | 'acknowledgedBy'>;

/**
 * Above every page while somebody is being paged: what it is, *Acknowledge* with one tap, and the way there. That it was acknowledged
 * stands there once the server said so, never before.
 */
export function RingBar({
  pages,
  loud,
  silenced,
}: {
  pages: readonly OwnPage[];
  /** ids of those that make a sound here */
  loud: readonly string[];
  silenced: ReadonlySet<string>;
}): ReactElement | null {
  const t = useT();
  const [taken, setTaken] = useState<Taken | null>(null);
  useEffect(() => {
    if (taken === null) return undefined;
    const timer = setTimeout(() => setTaken(null), READ_MS);
    return () => clearTimeout(timer);
  }, [taken]);
  if (pages.length === 0 && taken === null) return null;
  return (
    <CalmArea className={classes.bar} label={t('ring:bar')}>
      {pages.slice(0, MAX_SHOWN).map((page) => (
        <Paged key={keyOf(page)} page={page} onTaken={setTaken} />
      ))}
      {(pages.length > MAX_SHOWN ||
        loud.length > 0 ||
        pages.some(({ id }) => silenced.has(id))) && (
        <div className={classes.more}>
          {pages.length > MAX_SHOWN && (
            <AppLink to={paths.incidents()} search={{ class: 'page' }} className="ls-link">
              {t('ring:more', { count: pages.length - MAX_SHOWN })}
            </AppLink>
          )}
          {loud.length > 0 ? (
            <Button size="compact-sm" variant="default" onClick={() => silence(loud)}>
              {t('ring:silence')}
            </Button>
          ) : (
            pages.some(({ id }) => silenced.has(id)) && (
              <span className="ls-quiet">{t('ring:silenced')}</span>
            )
          )}
        </div>
      )}
      {taken !== null && (
        <p role="status" className={classes.line}>
          <StatusShape tone="acknowledged" size={16} />
          <span>
            <strong>
              <Unbroken text={t('ring:taken', { name: taken.name })} />
            </strong>{' '}
            <IncidentTaken incident={taken} />
          </span>
        </p>
      )}
    </CalmArea>
  );
}

function Paged({
  page: { kind, reference, title, path, since },
  onTaken,
}: {
  page: OwnPage;
  onTaken: (taken: Taken) => void;
}): ReactElement {
  const t = useT();
  const { busy, error, found, run } = useAcknowledge(reference ?? '', reference ?? '', false);
  const acknowledge = async (): Promise<void> => {
    const taken = await run();
    if (taken) onTaken(taken);
  };
  return (
    <div className={classes.paged}>
      <p role="alert" className={classes.line}>
        <StatusShape tone="bad" size={16} />
        <span className={classes.what}>
          <strong>
            <Unbroken text={title} />
          </strong>{' '}
          <span className="ls-quiet">
            {t('ring:since')} <TimeText at={since} show="time" />
          </span>
        </span>
      </p>
      <div className={classes.actions}>
        {reference !== null && kind === 'page' && (
          <Button aria-busy={busy} onClick={() => void acknowledge()}>
            {t(busy ? 'ring:acknowledging' : 'ring:acknowledge')}
          </Button>
        )}
        <AppLink to={path as Path} className={classes.open}>
          {t('ring:open')}
        </AppLink>
      </div>
      {error && (
        <ProblemNotice
          error={error}
          unchanged={t('ring:notDone')}
          outcome={found ? <IncidentOutcome incident={found} /> : undefined}
        />
      )}
    </div>
  );
}
