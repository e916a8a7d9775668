import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import type { SampleMail } from '../../api/contract.js';
import { QueryView } from '../../components/query-view.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { TimeText } from '../../ui/time-text.js';
import { linksIn } from './links-in.js';
import classes from './sample-mailbox.module.css';

/** The mailbox is a folder that nobody tells of: asked as often as somebody who waits for a page would look. */
const EVERY_MS = 3_000;

/** What would have arrived in your own mailbox, while no mail server is set up. */
export function SampleMailboxPage(): ReactElement {
  const t = useT();
  const query = useQuery(
    api.queryOptions('get', '/sample/mails', {}, { refetchInterval: EVERY_MS }),
  );
  return (
    <>
      <PageHead title={t('sample:title')} lead={t('sample:lead')} status={<SampleTag />} />
      <QueryView
        query={query}
        needs="self:read"
        errorTitle={t('sample:failed')}
        skeleton={<TableSkeleton what={t('sample:title')} rows={3} columns={2} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('sample:empty.title')}>
              <p>{t('sample:empty.text')}</p>
            </EmptyState>
          ) : (
            <ol className={classes.mails} aria-label={t('sample:list')}>
              {items.map((mail, index) => (
                <Mail key={mail.id} mail={mail} open={index === 0} />
              ))}
            </ol>
          )
        }
      </QueryView>
    </>
  );
}

function Mail({ mail, open }: { mail: SampleMail; open: boolean }): ReactElement {
  return (
    <li>
      <details open={open} className={classes.mail}>
        <summary>
          <span className={classes.subject}>{mail.subject}</span>{' '}
          <TimeText at={mail.at} show="both" />
        </summary>
        <p className="ls-small ls-quiet">{mail.from}</p>
        <div className={classes.text}>
          {linksIn(mail.text, location.origin).map((part, index) =>
            part.href === null ? (
              part.text
            ) : (
              <a key={index} href={part.href}>
                {part.text}
              </a>
            ),
          )}
        </div>
      </details>
    </li>
  );
}
