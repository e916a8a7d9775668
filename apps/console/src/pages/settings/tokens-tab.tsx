import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { allTokens } from '../../api/access-queries.js';
import type { ApiToken } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { RevokeToken } from '../../components/settings/revoke-token.js';
import { TokenDialog } from '../../forms/token-dialog.js';
import { useNow } from '../../hooks/use-now.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { MessageKey, Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { TimeText } from '../../ui/time-text.js';
import { tokenState } from '../../api/nouns/token-state.js';
import type { TokenState } from '../../api/nouns/token-state.js';
import classes from '../../components/settings/settings.module.css';
import { TOKENS_SEARCH } from './search.js';

const STATE: Record<TokenState, MessageKey> = {
  active: 'settings:tokens.state.active',
  expired: 'settings:tokens.state.expired',
  revoked: 'settings:tokens.state.revoked',
};

function columns(
  t: Translate,
  now: Date,
  revoke: ((id: string) => void) | null,
): Column<ApiToken>[] {
  const when = (at: string | null): ReactElement =>
    at ? (
      <TimeText at={at} show="relative" />
    ) : (
      <span className="ls-quiet">{t('settings:tokens.never')}</span>
    );
  const action = (token: ApiToken): ReactElement | null =>
    revoke && tokenState(token, now) === 'active' ? (
      <button
        type="button"
        className={classes.plain}
        aria-label={`${t('settings:tokens.revoke')}: ${token.name}`}
        onClick={() => revoke(token.id)}
      >
        {t('settings:tokens.revoke')}
      </button>
    ) : null;
  return [
    {
      id: 'name',
      head: t('settings:tokens.column.name'),
      value: ({ name }) => name,
      cell: ({ name }) => <strong style={{ fontWeight: 500 }}>{name}</strong>,
    },
    {
      id: 'prefix',
      head: t('settings:tokens.column.prefix'),
      drop: 'medium',
      cell: ({ prefix }) => <code>{prefix}…</code>,
    },
    {
      id: 'scopes',
      head: t('settings:tokens.column.scopes'),
      width: '32%',
      cell: ({ scopes }) => <code className={classes.value}>{scopes.join(', ')}</code>,
    },
    {
      id: 'used',
      head: t('settings:tokens.column.used'),
      value: ({ lastUsedAt }) => lastUsedAt,
      nowrap: true,
      cell: ({ lastUsedAt }) => when(lastUsedAt),
    },
    {
      id: 'expires',
      head: t('settings:tokens.column.expires'),
      value: ({ expiresAt }) => expiresAt,
      nowrap: true,
      cell: ({ expiresAt }) => when(expiresAt),
    },
    {
      id: 'state',
      head: t('settings:tokens.column.state'),
      value: (token) => tokenState(token, now),
      cell: (token) => (
        <span className={tokenState(token, now) === 'active' ? undefined : 'ls-quiet'}>
          {t(STATE[tokenState(token, now)])}
        </span>
      ),
    },
    ...(revoke
      ? [
          {
            id: 'revoke',
            head: t('settings:tokens.column.actions'),
            headHidden: true,
            align: 'end' as const,
            cell: action,
          },
        ]
      : []),
  ];
}

/** Tokens of scripts and machines. */
export function TokensTab(): ReactElement {
  const t = useT();
  const now = useNow(60_000);
  const writer = useCan('token:write');
  const [{ new: creating, revoke, sort }, set] = useUrlState(TOKENS_SEARCH);
  const query = useQuery(allTokens);
  const defs = useMemo(
    () => columns(t, now, writer ? (id) => set({ revoke: id }) : null),
    [t, now, writer, set],
  );
  const create = writer && (
    <Button onClick={() => set({ new: true })}>{t('settings:tokens.new')}</Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <p>{t('settings:tokens.lead')}</p>
        {create}
      </div>
      <QueryView
        query={query}
        needs="token:read"
        errorTitle={t('settings:tokens.failed')}
        skeleton={<TableSkeleton what={t('settings:tab.tokens')} rows={4} columns={5} />}
      >
        {(items) => {
          const token = items.find(({ id }) => id === revoke);
          if (items.length === 0)
            return (
              <EmptyState
                title={t('settings:tokens.empty.title')}
                action={create}
                cli="npm run -s token -- ci-catalog"
              >
                <p>{t('settings:tokens.empty.text')}</p>
              </EmptyState>
            );
          return (
            <>
              <DataTable
                label={t('settings:tokens.list')}
                rows={items}
                columns={defs}
                rowId={({ id }) => id}
                sort={sort}
                onSort={(next) => set({ sort: next }, { replace: true })}
                card={(one) => (
                  <TokenCard
                    token={one}
                    state={tokenState(one, now)}
                    onRevoke={writer ? () => set({ revoke: one.id }) : undefined}
                  />
                )}
              />
              {token && (
                <RevokeToken
                  token={token}
                  onClose={() => set({ revoke: null }, { replace: true })}
                />
              )}
            </>
          );
        }}
      </QueryView>
      {creating && <TokenDialog onClose={() => set({ new: false }, { replace: true })} />}
    </>
  );
}

function TokenCard({
  token,
  state,
  onRevoke,
}: {
  token: ApiToken;
  state: TokenState;
  onRevoke?: () => void;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.card}>
      <strong>{token.name}</strong>
      <code className="ls-quiet">
        {token.prefix}… · {token.scopes.join(', ')}
      </code>
      <span className="ls-quiet ls-small">
        {t(STATE[state])} · {t('settings:tokens.column.used')}{' '}
        {token.lastUsedAt ? (
          <TimeText at={token.lastUsedAt} show="relative" />
        ) : (
          t('settings:tokens.never')
        )}
      </span>
      {onRevoke && state === 'active' && (
        <button
          type="button"
          className={classes.plain}
          aria-label={`${t('settings:tokens.revoke')}: ${token.name}`}
          onClick={onRevoke}
        >
          {t('settings:tokens.revoke')}
        </button>
      )}
    </div>
  );
}
