import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import { QueryView } from '../query-view.js';
import classes from './audit.module.css';

/** The latest changes of one thing, with a link to all of them. For pages of people who may read the audit trail. */
export function AuditSlice({
  subject,
  limit = 5,
}: {
  subject: string;
  limit?: number;
}): ReactElement {
  const t = useT();
  const query = useQuery(
    api.queryOptions('get', '/audit', { params: { query: { subject, limit } } }),
  );
  return (
    <section className="ls-section">
      <h2>{t('subjects:detail.history')}</h2>
      <QueryView
        query={query}
        needs="audit:read"
        skeleton={<TextSkeleton what={t('subjects:detail.history')} lines={3} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="ls-quiet ls-small">{t('subjects:detail.noChanges')}</p>
          ) : (
            <ul className={classes.slice}>
              {items.map((event) => (
                <li key={event.seq}>
                  <AppLink
                    to={paths.audit()}
                    search={{ subject, open: String(event.seq) }}
                    className={classes.sliceLink}
                  >
                    <code>{event.action}</code>
                    <span>{event.actor.name}</span>
                    <span className="ls-quiet">
                      <TimeText at={event.at} show="relative" />
                    </span>
                  </AppLink>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <AppLink to={paths.audit()} search={{ subject }} className="ls-link ls-small">
        {t('subjects:detail.allChanges')}
      </AppLink>
    </section>
  );
}
