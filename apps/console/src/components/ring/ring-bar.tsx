import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Incident, OwnPage } from '../../api/contract.js';
import { ownPages } from '../../api/queries.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { silence } from '../../stores/silenced.js';
import { AppLink } from '../../ui/app-link.js';
import { StatusShape } from '../../ui/status-shape.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import { IncidentTaken } from '../incident/incident-taken.js';
import { ProblemNotice } from '../problem-notice.js';
import classes from './ring.module.css';

const MAX_SHOWN = 3;
/** What was confirmed stays to be read for so long. */
const READ_MS = 10_000;

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
    <section className={classes.bar} aria-label={t('ring:bar')} data-print="no">
      {pages.slice(0, MAX_SHOWN).map((page) => (
        <Paged key={page.id} page={page} onTaken={setTaken} />
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
            <strong>{t('ring:taken', { name: taken.name })}</strong>{' '}
            <IncidentTaken incident={taken} />
          </span>
        </p>
      )}
    </section>
  );
}

function Paged({
  page: { reference, title, path, since },
  onTaken,
}: {
  page: OwnPage;
  onTaken: (taken: Taken) => void;
}): ReactElement {
  const t = useT();
  const queries = useQueryClient();
  const write = useWrite('incident.changed');
  const submit = useSubmit(null);
  const acknowledge = (id: string): void => {
    void submit.run(async () => {
      await write(async () => {
        const { data } = await client.POST('/incidents/{id}/acknowledgement', {
          params: { path: { id } },
        });
        if (data) onTaken(data);
      });
      await queries.invalidateQueries({ queryKey: ownPages.queryKey });
    });
  };
  return (
    <div className={classes.paged}>
      <p role="alert" className={classes.line}>
        <StatusShape tone="bad" size={16} />
        <span className={classes.what}>
          <strong>{title}</strong>{' '}
          <span className="ls-quiet">
            {t('ring:since')} <TimeText at={since} show="time" />
          </span>
        </span>
      </p>
      <div className={classes.actions}>
        {reference !== null && (
          <Button aria-busy={submit.busy} onClick={() => acknowledge(reference)}>
            {t(submit.busy ? 'ring:acknowledging' : 'ring:acknowledge')}
          </Button>
        )}
        <AppLink to={path as Path} className={classes.open}>
          {t('ring:open')}
        </AppLink>
      </div>
      {submit.error && <ProblemNotice error={submit.error} unchanged={t('ring:notDone')} />}
    </div>
  );
}
