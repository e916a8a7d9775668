import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RejectedPayload } from '../../api/contract.js';
import { rejectedOf } from '../../api/source-queries.js';
import { QueryView } from '../../components/query-view.js';
import { useT } from '../../i18n/use-t.js';
import { CodeBlock } from '../../ui/code-block.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './source.module.css';

/** What a source sent and could not be read, as it came. */
export function RejectedSection({ slug }: { slug: string }): ReactElement {
  const t = useT();
  return (
    <section className="ls-section">
      <h2>{t('sources:rejected.title')}</h2>
      <QueryView
        query={useQuery(rejectedOf(slug))}
        needs="source:write"
        errorTitle={t('sources:rejected.failed')}
        skeleton={<TextSkeleton what={t('sources:rejected.title')} lines={2} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="ls-quiet">{t('sources:rejected.none')}</p>
          ) : (
            <ul className={classes.list} aria-label={t('sources:rejected.title')}>
              {items.map((one) => (
                <li key={one.id} className={classes.rejected}>
                  <Rejected payload={one} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function Rejected({ payload }: { payload: RejectedPayload }): ReactElement {
  const t = useT();
  const { outcome, reason, times, bytes, lastReceivedAt, body } = payload;
  const shown =
    outcome === 'too-large' ? t('sources:outcome.tooLarge') : t('sources:outcome.unreadable');
  return (
    <details>
      <summary className={classes.summary}>
        <TimeText at={lastReceivedAt} show="relative" />: {shown},{' '}
        {t('sources:rejected.size', { bytes, times })}
      </summary>
      {reason !== null && (
        <p className="ls-small" lang="en">
          {reason}
        </p>
      )}
      {body === null ? (
        <p className="ls-quiet">{t('sources:rejected.noBody')}</p>
      ) : (
        <CodeBlock text={body} label={t('sources:rejected.body')} />
      )}
    </details>
  );
}
