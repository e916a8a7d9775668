import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import type { Setting } from '../../api/contract.js';
import { useSystemStatus } from '../../api/use-system-status.js';
import { QueryView } from '../../components/query-view.js';
import { useListState } from '../../hooks/use-list-state.js';
import type { MessageKey, Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { FilterBar, SearchField } from '../../ui/filter-bar.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { FilteredEmptyState } from '../../ui/states.js';
import classes from '../../components/settings/settings.module.css';
import { useSettingMeans } from './use-setting-means.js';
import type { SettingMeans } from './use-setting-means.js';
import { PrometheusLoad } from './prometheus-load.js';
import { INSTANCE_SEARCH } from './search.js';

const ORIGIN: Record<Setting['origin'], MessageKey> = {
  default: 'settings:instance.origin.default',
  file: 'settings:instance.origin.file',
  environment: 'settings:instance.origin.environment',
};

function Value({ setting }: { setting: Setting }): ReactElement {
  const t = useT();
  const hidden = setting.value === null ? setting.origin !== 'default' : setting.value === '(set)';
  if (setting.secret && hidden)
    return <span className="ls-quiet">{t('settings:instance.secretSet')}</span>;
  if (setting.value === null || setting.value === '')
    return <span className="ls-quiet">{t('settings:instance.unset')}</span>;
  return <code className={classes.value}>{setting.value}</code>;
}

function Means({ of: setting, means }: { of: Setting; means: SettingMeans }): ReactElement {
  const { text: words, lang } = means(setting);
  return (
    <span className="ls-quiet" lang={lang}>
      {words}
    </span>
  );
}

function columns(t: Translate, means: SettingMeans): Column<Setting>[] {
  return [
    {
      id: 'name',
      head: t('settings:instance.column.name'),
      value: ({ name }) => name,
      width: '28%',
      cell: ({ name }) => <code>{name}</code>,
    },
    {
      id: 'value',
      head: t('settings:instance.column.value'),
      width: '30%',
      cell: (setting) => <Value setting={setting} />,
    },
    {
      id: 'origin',
      head: t('settings:instance.column.origin'),
      value: ({ origin }) => origin,
      nowrap: true,
      cell: ({ origin }) => (
        <span className={origin === 'default' ? 'ls-quiet' : undefined}>{t(ORIGIN[origin])}</span>
      ),
    },
    {
      id: 'description',
      head: t('settings:instance.column.description'),
      drop: 'medium',
      cell: (setting) => <Means of={setting} means={means} />,
    },
  ];
}

/** What this installation was started with, and where each value came from. */
export function InstanceTab(): ReactElement {
  const t = useT();
  const status = useSystemStatus();
  const { state, filtered, clear, onSearch, onSort } = useListState(INSTANCE_SEARCH, ['q']);
  const { q, sort } = state;
  const query = useQuery(api.queryOptions('get', '/settings', {}));
  const means = useSettingMeans();
  const defs = useMemo(() => columns(t, means), [t, means]);
  return (
    <>
      <div className={classes.bar}>
        <p>{t('settings:instance.lead')}</p>
        {status.data && (
          <span className="ls-quiet ls-small">
            {t('settings:instance.version')} <code>{status.data.version}</code>
          </span>
        )}
      </div>
      <PrometheusLoad />
      <FilterBar filtered={filtered} onClear={clear}>
        <SearchField label={t('settings:instance.search')} value={q} onChange={onSearch} />
      </FilterBar>
      <QueryView
        query={query}
        needs="settings:read"
        errorTitle={t('settings:instance.failed')}
        skeleton={<TableSkeleton what={t('settings:tab.instance')} rows={12} columns={4} />}
      >
        {({ items }) => {
          const shown = items.filter((one) =>
            `${one.name} ${means(one).text} ${one.value ?? ''}`
              .toLowerCase()
              .includes(q.toLowerCase()),
          );
          if (shown.length === 0)
            return <FilteredEmptyState total={items.length} onClear={clear} />;
          return (
            <DataTable
              label={t('settings:instance.list')}
              rows={shown}
              columns={defs}
              rowId={({ name }) => name}
              sort={sort}
              onSort={onSort}
              card={(setting) => (
                <div className={classes.card}>
                  <code>{setting.name}</code>
                  <span>
                    <Value setting={setting} />{' '}
                    <span className="ls-quiet ls-small">· {t(ORIGIN[setting.origin])}</span>
                  </span>
                  <span className="ls-small">
                    <Means of={setting} means={means} />
                  </span>
                </div>
              )}
            />
          );
        }}
      </QueryView>
    </>
  );
}
