import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { territoryList } from '../../api/queries.js';
import type { Territory } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { territoryChange } from '../../forms/territory-change.js';
import { TerritoryForm } from '../../forms/territory-form.js';
import { useWrite } from '../../hooks/use-write.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { Dialog } from '../../ui/dialog.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import classes from '../../components/settings/settings.module.css';
import { unchangedSince } from '../../util/etag.js';
import { TERRITORIES_SEARCH } from './search.js';

const NEW = 'new';

function columns(t: Translate, edit: ((code: string) => void) | null): Column<Territory>[] {
  return [
    {
      id: 'code',
      head: t('settings:territories.column.code'),
      value: ({ code }) => code,
      width: '7.5rem',
      cell: ({ code }) => <code>{code}</code>,
    },
    {
      id: 'en',
      head: t('settings:territories.column.en'),
      value: ({ name }) => name.en,
      cell: ({ name }) => <span lang="en">{name.en}</span>,
    },
    {
      id: 'de',
      head: t('settings:territories.column.de'),
      value: ({ name }) => name.de,
      cell: ({ name }) => <span lang="de">{name.de}</span>,
    },
    {
      id: 'matchers',
      head: t('settings:territories.column.matchers'),
      drop: 'medium',
      cell: ({ matchers }) =>
        matchers === '' ? (
          <span className="ls-quiet">{t('settings:territories.noMatchers')}</span>
        ) : (
          <code>{matchers}</code>
        ),
    },
    ...(edit
      ? [
          {
            id: 'edit',
            head: t('settings:territories.column.actions'),
            headHidden: true,
            align: 'end' as const,
            cell: ({ code }: Territory) => (
              <button
                type="button"
                className={classes.plain}
                aria-label={t('settings:territories.form.editTitle', { code })}
                onClick={() => edit(code)}
              >
                {t('common:edit')}
              </button>
            ),
          },
        ]
      : []),
  ];
}

/** The territories data belongs to. */
export function TerritoriesTab(): ReactElement {
  const t = useT();
  const writer = useCan('territory:write');
  const [{ edit, sort }, set] = useUrlState(TERRITORIES_SEARCH);
  const query = useQuery(territoryList);
  const defs = useMemo(
    () => columns(t, writer ? (code) => set({ edit: code }) : null),
    [t, writer, set],
  );
  const editing = query.data?.items.find(({ code }) => code === edit) ?? null;
  const close = (): void => set({ edit: null }, { replace: true });
  return (
    <>
      <div className={classes.bar}>
        <p>{t('settings:territories.lead')}</p>
        {writer && (
          <Button onClick={() => set({ edit: NEW })}>{t('settings:territories.new')}</Button>
        )}
      </div>
      <QueryView
        query={query}
        needs="territory:read"
        errorTitle={t('settings:territories.failed')}
        skeleton={<TableSkeleton what={t('settings:tab.territories')} rows={3} columns={3} />}
      >
        {({ items }) => (
          <DataTable
            label={t('settings:territories.list')}
            rows={items}
            columns={defs}
            rowId={({ code }) => code}
            sort={sort}
            onSort={(next) => set({ sort: next }, { replace: true })}
            card={(one) => (
              <TerritoryCard
                territory={one}
                onEdit={writer ? () => set({ edit: one.code }) : undefined}
              />
            )}
          />
        )}
      </QueryView>
      {(edit === NEW || editing) && (
        <TerritoryDialog
          key={edit}
          territory={editing}
          taken={query.data?.items.map(({ code }) => code) ?? []}
          onClose={close}
        />
      )}
    </>
  );
}

function TerritoryCard({
  territory: { code, name, matchers },
  onEdit,
}: {
  territory: Territory;
  onEdit?: () => void;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.card}>
      <code>{code}</code>
      <span lang="en">{name.en}</span>
      <span lang="de">{name.de}</span>
      {matchers !== '' && <code>{matchers}</code>}
      {onEdit && (
        <button
          type="button"
          className={classes.plain}
          aria-label={t('settings:territories.form.editTitle', { code })}
          onClick={onEdit}
        >
          {t('common:edit')}
        </button>
      )}
    </div>
  );
}

function TerritoryDialog({
  territory,
  taken,
  onClose,
}: {
  territory: Territory | null;
  /** codes that a new one cannot have */
  taken: readonly string[];
  onClose: () => void;
}): ReactElement {
  const t = useT();
  // The version the form opened with: live data may bring a newer one, and saving must then be refused, not overwrite it.
  const [base] = useState(territory);
  const write = useWrite('access.changed');
  return (
    <Dialog
      typed
      onClose={onClose}
      title={
        base
          ? t('settings:territories.form.editTitle', { code: base.code })
          : t('settings:territories.form.newTitle')
      }
    >
      <TerritoryForm
        territory={base}
        taken={taken}
        onCancel={onClose}
        onSend={async ({ code, ...values }) => {
          const body = territoryChange(base, values);
          await write(
            () =>
              client.PUT('/territories/{code}', {
                params: { path: { code } },
                headers: unchangedSince(base?.version ?? null),
                body,
              }),
            { say: t('settings:territories.saved', { code }) },
          );
          onClose();
        }}
      />
    </Dialog>
  );
}
