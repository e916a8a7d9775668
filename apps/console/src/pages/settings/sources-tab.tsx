import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { AlertSource } from '../../api/contract.js';
import { SOURCE_STATES, sourceState } from '#contract';
import { allSources } from '../../api/source-queries.js';
import { useCan } from '../../api/use-me.js';
import { sourceName } from '../../components/incident/system-name.js';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import { LastDelivery } from '../../components/source/last-delivery.js';
import { SourceMark } from '../../components/source/source-mark.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import classes from '../../components/settings/settings.module.css';
import { SOURCES_SEARCH } from './search.js';

const nameOf = (t: Translate, { slug, name }: AlertSource) => sourceName(t, slug, name);

/** Of how many alerts a source and its Prometheus say different things; null = of none. */
function differences(t: Translate, { disagreement }: AlertSource): string | null {
  const { waiting, suppressed, unconfirmed } = disagreement;
  const said = [
    waiting > 0 ? t('sources:differs.waiting', { count: waiting }) : null,
    unconfirmed > 0 ? t('sources:differs.unconfirmed', { count: unconfirmed }) : null,
    suppressed > 0 ? t('sources:differs.suppressed', { count: suppressed }) : null,
  ].filter((part) => part !== null);
  return said.length === 0 ? null : said.join(', ');
}

function columns(t: Translate): Column<AlertSource>[] {
  return [
    {
      id: 'name',
      head: t('sources:column.name'),
      value: (source) => nameOf(t, source),
      width: '26%',
      cell: (source) => (
        <span className={classes.named}>
          {nameOf(t, source)}
          {source.territories.map((code) => (
            <Tag key={code}>{code}</Tag>
          ))}
        </span>
      ),
    },
    {
      id: 'state',
      head: t('sources:column.state'),
      value: (source) => SOURCE_STATES.indexOf(sourceState(source)),
      cell: (source) => <SourceMark source={source} />,
    },
    {
      id: 'last',
      head: t('sources:column.last'),
      value: ({ lastDeliveryAt }) => lastDeliveryAt,
      cell: (source) => <LastDelivery source={source} />,
    },
    {
      id: 'differs',
      head: t('sources:column.differs'),
      cell: (source) =>
        differences(t, source) ?? <span className="ls-quiet">{t('common:dash')}</span>,
    },
    {
      id: 'token',
      head: t('sources:column.token'),
      drop: 'medium',
      cell: ({ tokenPrefix }) =>
        tokenPrefix === null ? (
          <span className="ls-quiet">{t('sources:signs.noToken')}</span>
        ) : (
          <code>{tokenPrefix}…</code>
        ),
    },
  ];
}

/** What sends alerts, and what was last heard of each. */
export function SourcesTab(): ReactElement {
  const t = useT();
  const writer = useCan('source:write');
  const [{ sort }, set] = useUrlState(SOURCES_SEARCH);
  const defs = useMemo(() => columns(t), [t]);
  const create = writer && (
    <Button component={AppLink} to={paths.sourceNew()}>
      {t('sources:new')}
    </Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <p>{t('sources:lead')}</p>
        {create}
      </div>
      <QueryView
        query={useQuery(allSources)}
        needs="source:read"
        errorTitle={t('sources:failed')}
        skeleton={<TableSkeleton what={t('sources:title')} rows={3} columns={4} />}
      >
        {(items) => {
          const silent = items.filter((one) => one.silent);
          return items.length === 0 ? (
            <EmptyState
              title={t('sources:empty.title')}
              action={create}
              cli={cliLine('source list')}
            >
              <p>{t('sources:empty.text')}</p>
            </EmptyState>
          ) : (
            <>
              {silent.length > 0 && (
                <FormNotice>
                  {silent.map((one) => nameOf(t, one)).join(', ')}: {t('sources:signs.silent')}
                </FormNotice>
              )}
              <DataTable
                label={t('sources:title')}
                rows={items}
                columns={defs}
                rowId={({ slug }) => slug}
                href={({ slug }) => paths.source(slug)}
                sort={sort}
                onSort={(next) => set({ sort: next }, { replace: true })}
                card={(one) => <SourceCard source={one} />}
              />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

/** A source on a phone. */
function SourceCard({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const differs = differences(t, source);
  return (
    <div className={classes.card}>
      <AppLink to={paths.source(source.slug)} className={classes.cardLink} data-row-link>
        {nameOf(t, source)}
        {source.territories.map((code) => (
          <Tag key={code}>{code}</Tag>
        ))}
      </AppLink>
      <SourceMark source={source} />
      <span className="ls-quiet ls-small">
        {t('sources:column.last')}: <LastDelivery source={source} />
      </span>
      {differs !== null && <span className="ls-quiet ls-small">{differs}</span>}
    </div>
  );
}
