import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { REVIEW_NEEDS } from '#contract';
import { client } from '../../api/client.js';
import type { Review } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { reviewMarkdown } from '../../api/review-queries.js';
import { useMe } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useWrite } from '../../hooks/use-write.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { download } from '../../ui/download.js';
import { etag } from '../../util/etag.js';
import classes from './review-page.module.css';

/** Where a review may go next. */
const NEXT: Readonly<Record<Review['state'], readonly Review['state'][]>> = {
  draft: ['in-review'],
  'in-review': ['published', 'draft'],
  published: [],
};

/** Writing, going on, and taking the review along as a text. */
export function ReviewActions({
  id,
  review: { state, territory, version, incident, sections },
  onEdit,
}: {
  id: string;
  review: Review;
  onEdit: () => void;
}): ReactElement {
  const t = useT();
  const me = useMe();
  const language = useLanguage();
  const { zone } = useZone();
  const write = useWrite('review.changed');
  const submit = useSubmit(null);
  const clipboard = useClipboard({ timeout: 1500 });
  const writes = mayIn(me, 'incident:respond', [territory]);
  const moves = mayIn(me, 'incident:resolve', [territory]);
  const missing = REVIEW_NEEDS.filter((name) => sections[name].trim() === '');
  const text = () => reviewMarkdown(id, language, zone);
  const go = (to: Review['state']) => (): void => {
    const params = { path: { id }, header: { 'If-Match': etag(version) } };
    void submit.run(async () => {
      await write(
        () => client.POST('/incidents/{id}/review/state', { params, body: { state: to } }),
        {
          say: t(`reviews:became.${to}`, { name: incident.name }),
        },
      );
    });
  };
  return (
    <>
      <div className={classes.actions} data-print="no">
        {writes && <Button onClick={onEdit}>{t('reviews:write')}</Button>}
        {moves &&
          NEXT[state].map((to) => (
            <Button
              key={to}
              variant="default"
              disabled={submit.busy || (to === 'published' && missing.length > 0)}
              onClick={go(to)}
            >
              {t(`reviews:go.${to}`)}
            </Button>
          ))}
        <Button
          variant="default"
          onClick={() => void submit.run(async () => clipboard.copy(await text()))}
        >
          {clipboard.copied ? t('common:copied') : t('reviews:copy')}
        </Button>
        <Button
          variant="default"
          onClick={() =>
            void submit.run(async () =>
              download(`${incident.name}.md`, 'text/markdown;charset=utf-8', await text()),
            )
          }
        >
          {t('reviews:download')}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('reviews:print')}
        </Button>
      </div>
      {state !== 'published' && writes && missing.length > 0 && (
        <p className="ls-small ls-quiet" data-print="no">
          {t('reviews:missing', {
            names: missing.map((name) => t(`reviews:section.${name}`)).join(', '),
          })}
        </p>
      )}
      {submit.error && <ProblemNotice error={submit.error} />}
    </>
  );
}
