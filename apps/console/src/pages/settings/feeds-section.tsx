import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import { client } from '../../api/client.js';
import type { Feed } from '../../api/contract.js';
import { allOnCall } from '../../api/oncall-queries.js';
import { ownFeeds } from '../../api/queries.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { QueryView } from '../../components/query-view.js';
import { SettingRow } from '../../components/settings/setting-row.js';
import classes from '../../components/settings/settings.module.css';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useToast } from '../../hooks/use-toast.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { CopyText } from '../../ui/copy-text.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';

/** Secret addresses at which one's calendars read shifts: made and shown once, listed, revoked. */
export function FeedsSection(): ReactElement {
  const t = useT();
  const query = useQuery(ownFeeds);
  return (
    <section className="ls-section">
      <h2>{t('settings:feeds.title')}</h2>
      <QueryView
        query={query}
        needs="self:read"
        errorTitle={t('settings:feeds.failed')}
        skeleton={<TextSkeleton what={t('settings:feeds.loading')} lines={2} />}
      >
        {({ items }) => (
          <div className={classes.rows}>
            {items.map((feed) => (
              <FeedRow key={feed.id} feed={feed} />
            ))}
            <MakeRow />
          </div>
        )}
      </QueryView>
    </section>
  );
}

function FeedRow({ feed }: { feed: Feed }): ReactElement {
  const t = useT();
  const toast = useToast();
  const describe = useProblemText();
  const write = useWrite('feed.changed');
  const { id, own, schedule, createdAt, lastReadAt } = feed;
  const name = own
    ? t('settings:feeds.own')
    : (schedule?.name ?? t('settings:feeds.hiddenSchedule'));
  const revoke = (): void => {
    write(() => client.DELETE('/me/feeds/{id}', { params: { path: { id } } }), {
      say: t('settings:feeds.revoked'),
    }).catch((fault: unknown) => toast(describe(asApiError(fault))));
  };
  return (
    <SettingRow
      label={name}
      hint={
        lastReadAt ? (
          <>
            {t('settings:feeds.read')}, <TimeText at={lastReadAt} show="relative" />
          </>
        ) : (
          t('settings:feeds.unread')
        )
      }
    >
      <div className={classes.line} style={{ paddingTop: 6 }}>
        <span>
          {t('settings:feeds.made')} <TimeText at={createdAt} show="relative" />
        </span>
        <button
          type="button"
          className={classes.plain}
          aria-label={t('settings:feeds.revoke', { name })}
          onClick={revoke}
        >
          {t('settings:feeds.revokeShort')}
        </button>
      </div>
    </SettingRow>
  );
}

function MakeRow(): ReactElement {
  const t = useT();
  const write = useWrite('feed.changed');
  const { busy, error, run } = useSubmit(null);
  const schedules = useQuery(allOnCall(null));
  const [slug, setSlug] = useState('');
  const [url, setUrl] = useState<string | null>(null);
  const make = (): void =>
    void run(async () => {
      const body = slug === '' ? {} : { schedule: slug };
      const { data } = await write(() => client.POST('/me/feeds', { body }));
      setUrl(data?.url ?? null);
    });
  return (
    <SettingRow label={t('settings:feeds.add')} id="feed-of" hint={t('settings:feeds.hint')}>
      {error && <ProblemNotice error={error} />}
      {url !== null && (
        <FormNotice tone="warn">
          {t('settings:feeds.once')} <CopyText text={url} label={t('settings:feeds.copy')} />
        </FormNotice>
      )}
      <div className={classes.line} style={{ flexWrap: 'wrap' }}>
        <NativeSelect
          id="feed-of"
          style={{ flex: '1 1 15rem' }}
          value={slug}
          data={[
            { value: '', label: t('settings:feeds.own') },
            ...(schedules.data ?? []).map(({ schedule, name }) => ({
              value: schedule,
              label: t('settings:feeds.everybody', { name }),
            })),
          ]}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <Button variant="default" loading={busy} onClick={make}>
          {t('settings:feeds.submit')}
        </Button>
      </div>
    </SettingRow>
  );
}
