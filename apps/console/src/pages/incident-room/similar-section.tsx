import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { similarTo } from '../../api/incident-queries.js';
import { IncidentLink } from '../../components/incident/incident-links.js';
import { actorName } from '../../components/incident/system-name.js';
import { QueryView } from '../../components/query-view.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import { formatDuration } from '../../util/format/duration.js';
import classes from './incident-room.module.css';
import { LongText } from './long-text.js';

/** What happened before that was like this: when, for how long, who ended it, and the last thing that was written down. */
export function SimilarSection({ id }: { id: string }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const query = useQuery(similarTo(id));
  const length = (from: string, to: string): string =>
    formatDuration(Math.round((Date.parse(to) - Date.parse(from)) / 60_000) * 60, language);
  return (
    <section className="ls-section">
      <h2 id="similar-title">{t('incident-room:similar.title')}</h2>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('incident-room:similar.failed')}
        skeleton={<TextSkeleton what={t('incident-room:similar.title')} lines={3} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="ls-quiet">{t('incident-room:similar.none')}</p>
          ) : (
            <ul className={classes.list} aria-labelledby="similar-title">
              {items.map((one) => (
                <li key={one.id} className={classes.alert}>
                  <IncidentLink incident={one} />
                  <span className="ls-quiet">
                    {t('incident-room:similar.by', { by: one.by })},{' '}
                    <TimeText at={one.startedAt} show="datetime" />,{' '}
                    {t('incident-room:similar.ended', {
                      length: length(one.startedAt, one.resolvedAt),
                      automatic: String(one.automatic),
                      name: actorName(t, one.resolvedBy),
                    })}
                  </span>
                  {one.lastNote && (
                    <span>
                      <LongText text={one.lastNote.text} />{' '}
                      <span className="ls-quiet">{one.lastNote.by}</span>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}
