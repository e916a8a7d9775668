import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { allUsers } from '../../api/access-queries.js';
import type { User } from '../../api/contract.js';
import { useCan, useMe } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { GrantTags } from '../../components/settings/grant-tags.js';
import { Invitations } from '../../components/settings/invitations.js';
import { InviteDialog } from '../../forms/invite-dialog.js';
import { UserDialog } from '../../forms/user-dialog.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import classes from '../../components/settings/settings.module.css';
import { PEOPLE_SEARCH } from './search.js';

function columns(
  t: Translate,
  writer: boolean,
  me: string | undefined,
  edit: (id: string) => void,
): Column<User>[] {
  const name = (user: User): ReactElement => (
    <span className={classes.personLine}>
      <span>
        {user.name} {user.id === me && <Tag>{t('settings:people.you')}</Tag>}
      </span>
      <span className="ls-quiet ls-tiny">{user.email}</span>
    </span>
  );
  return [
    {
      id: 'name',
      head: t('settings:people.column.name'),
      value: (user) => user.name,
      width: '28%',
      cell: name,
    },
    {
      id: 'roles',
      head: t('settings:people.column.roles'),
      cell: ({ grants }) => <GrantTags grants={grants} />,
    },
    {
      id: 'seen',
      head: t('settings:people.column.seen'),
      value: ({ lastSeenAt }) => lastSeenAt,
      drop: 'medium',
      nowrap: true,
      cell: ({ lastSeenAt }) =>
        lastSeenAt ? (
          <TimeText at={lastSeenAt} show="relative" />
        ) : (
          <span className="ls-quiet">{t('settings:people.never')}</span>
        ),
    },
    {
      id: 'state',
      head: t('settings:people.column.state'),
      value: ({ disabled }) => Number(disabled),
      cell: ({ disabled }) => (
        <span className={disabled ? 'ls-quiet' : undefined}>
          {t(disabled ? 'settings:people.disabled' : 'settings:people.active')}
        </span>
      ),
    },
    ...(writer
      ? [
          {
            id: 'edit',
            head: t('settings:people.column.actions'),
            headHidden: true,
            align: 'end',
            cell: (user: User) => (
              <button
                type="button"
                className={classes.plain}
                aria-label={t('settings:people.edit', { name: user.name })}
                onClick={() => edit(user.id)}
              >
                {t('common:edit')}
              </button>
            ),
          } as const,
        ]
      : []),
  ];
}

/** Who has access, with which roles where; open invitations. */
export function PeopleTab(): ReactElement {
  const t = useT();
  const me = useMe();
  const writer = useCan('user:write');
  const [{ invite, user: editing, sort }, set] = useUrlState(PEOPLE_SEARCH);
  const query = useQuery(allUsers);
  const defs = useMemo(
    () => columns(t, writer, me?.id, (id) => set({ user: id })),
    [t, writer, me?.id, set],
  );
  return (
    <>
      <div className={classes.bar}>
        <h2>{t('settings:people.title')}</h2>
        {writer && (
          <Button onClick={() => set({ invite: true })}>{t('settings:people.invite')}</Button>
        )}
      </div>
      <QueryView
        query={query}
        needs="user:read"
        errorTitle={t('settings:people.failed')}
        skeleton={<TableSkeleton what={t('settings:people.title')} rows={5} columns={4} />}
      >
        {(items) => {
          const user = items.find(({ id }) => id === editing);
          return (
            <>
              <DataTable
                label={t('settings:people.list')}
                rows={items}
                columns={defs}
                rowId={({ id }) => id}
                sort={sort}
                onSort={(next) => set({ sort: next }, { replace: true })}
                card={(one) => (
                  <PersonCard
                    user={one}
                    onEdit={writer ? () => set({ user: one.id }) : undefined}
                  />
                )}
              />
              {user && (
                <UserDialog user={user} onClose={() => set({ user: null }, { replace: true })} />
              )}
            </>
          );
        }}
      </QueryView>
      {writer && <Invitations />}
      {invite && <InviteDialog onClose={() => set({ invite: false }, { replace: true })} />}
    </>
  );
}

function PersonCard({ user, onEdit }: { user: User; onEdit?: () => void }): ReactElement {
  const t = useT();
  return (
    <div className={classes.card}>
      <strong>{user.name}</strong>
      <span className="ls-quiet ls-small">
        {user.email}
        {user.disabled && ` · ${t('settings:people.disabled')}`}
      </span>
      <GrantTags grants={user.grants} />
      {onEdit && (
        <button
          type="button"
          className={classes.plain}
          aria-label={t('settings:people.edit', { name: user.name })}
          onClick={onEdit}
        >
          {t('common:edit')}
        </button>
      )}
    </div>
  );
}
