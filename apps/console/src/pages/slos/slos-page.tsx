import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { sloList } from '../../api/queries.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { useGo } from '../../hooks/use-go.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { TimeText } from '../../ui/time-text.js';
import { applyCommand } from '../../components/slo/commands.js';
import { paths } from '../../util/paths.js';
import { SloBrowser } from './slo-browser.js';

/** Every objective with its budget and its burn, in one request. */
export function SlosPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const writer = useCan('slo:write');
  const query = useQuery(sloList);
  const create = writer && <Button onClick={() => go(paths.sloNew())}>{t('slo-list:new')}</Button>;
  const asOf = query.data?.asOf;
  return (
    <div data-sheet="wide">
      <PageHead
        title={t('slos:title')}
        status={
          asOf ? (
            <span className="ls-small ls-quiet" title={t('slos:asOfLabel')}>
              {t('slos:asOf', { at: '' })}
              <TimeText at={asOf} show="time" />
            </span>
          ) : undefined
        }
        actions={create}
      />
      <QueryView
        query={query}
        needs="slo:read"
        errorTitle={t('slos:failed')}
        skeleton={<TableSkeleton rows={8} columns={8} what={t('slos:title')} />}
      >
        {(list) =>
          list.items.length === 0 && list.counts.total === 0 ? (
            <EmptyState
              title={t('slo-list:empty.title')}
              cli={applyCommand('slo.yaml')}
              action={
                writer && (
                  <Button onClick={() => go(paths.sloNew())}>{t('slo-list:empty.action')}</Button>
                )
              }
            >
              <p>{t('slo-list:empty.text')}</p>
              <p>{t('slo-list:empty.why')}</p>
            </EmptyState>
          ) : (
            <SloBrowser list={list} />
          )
        }
      </QueryView>
    </div>
  );
}
