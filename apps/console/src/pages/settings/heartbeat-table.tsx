import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { allSubjects } from '../../api/catalog-queries.js';
import type { Heartbeat } from '../../api/contract.js';
import { HEARTBEAT_STATES, heartbeatState } from '#contract';
import { HeartbeatMark } from '../../components/source/source-mark.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { formatDuration } from '../../util/format/duration.js';
import type { Language } from '../../util/format/locale.js';
import { paths } from '../../util/paths.js';
import classes from '../../components/settings/settings.module.css';
import { HEARTBEATS_SEARCH } from './search.js';

interface Actions {
  edit: (slug: string) => void;
  remove: (slug: string) => void;
  token: (slug: string) => void;
}

/** What a heartbeat is about, by name. */
type SubjectOf = (slug: string) => string;

const every = (t: Translate, language: Language, { intervalSeconds, graceSeconds }: Heartbeat) =>
  t('heartbeats:every', {
    interval: formatDuration(intervalSeconds, language),
    grace: formatDuration(graceSeconds, language),
  });

function columns(
  t: Translate,
  language: Language,
  subjectOf: SubjectOf,
  actions: Actions | null,
): Column<Heartbeat>[] {
  return [
    {
      id: 'name',
      head: t('heartbeats:column.name'),
      value: ({ name }) => name,
      cell: ({ name, territory }) => (
        <span className={classes.named}>
          {name}
          <Tag>{territory}</Tag>
        </span>
      ),
    },
    {
      id: 'state',
      head: t('heartbeats:column.state'),
      value: (one) => HEARTBEAT_STATES.indexOf(heartbeatState(one)),
      cell: (one) => <HeartbeatMark heartbeat={one} />,
    },
    {
      id: 'last',
      head: t('heartbeats:column.last'),
      value: ({ lastPingAt }) => lastPingAt,
      cell: (one) => <LastSign heartbeat={one} />,
    },
    {
      id: 'every',
      head: t('heartbeats:column.every'),
      value: ({ intervalSeconds }) => intervalSeconds,
      cell: (one) => every(t, language, one),
    },
    {
      id: 'subject',
      head: t('heartbeats:column.subject'),
      value: ({ subject }) => subjectOf(subject),
      cell: ({ subject }) => (
        <AppLink to={paths.subject(subject)} className="ls-link">
          {subjectOf(subject)}
        </AppLink>
      ),
    },
    ...(actions
      ? [
          {
            id: 'actions',
            head: t('heartbeats:column.actions'),
            headHidden: true,
            align: 'end' as const,
            cell: (one: Heartbeat) => <HeartbeatButtons heartbeat={one} actions={actions} />,
          },
        ]
      : []),
  ];
}

function LastSign({ heartbeat: { lastPingAt } }: { heartbeat: Heartbeat }): ReactElement {
  const t = useT();
  return lastPingAt === null ? (
    <span className="ls-quiet">{t('heartbeats:never')}</span>
  ) : (
    <TimeText at={lastPingAt} show="relative" />
  );
}

function HeartbeatButtons({
  heartbeat: { slug, name, tokenPrefix },
  actions,
}: {
  heartbeat: Heartbeat;
  actions: Actions;
}): ReactElement {
  const t = useT();
  const token = t(tokenPrefix === null ? 'heartbeats:makeToken' : 'heartbeats:renewToken');
  const button = (word: string, label: string, run: () => void) => (
    <button type="button" className={classes.plain} aria-label={label} onClick={run}>
      {word}
    </button>
  );
  return (
    <span className={classes.actions}>
      {button(token, `${token}: ${name}`, () => actions.token(slug))}
      {button(t('common:delete'), t('heartbeats:delete.open', { name }), () =>
        actions.remove(slug),
      )}
      {button(t('common:edit'), t('heartbeats:form.editTitle', { name }), () => actions.edit(slug))}
    </span>
  );
}

/** Heartbeats, and what may be done with each. */
export function HeartbeatTable({
  heartbeats,
  writer,
}: {
  heartbeats: readonly Heartbeat[];
  writer: boolean;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const [{ sort }, set] = useUrlState(HEARTBEATS_SEARCH);
  const subjects = useQuery(allSubjects(null)).data;
  const subjectOf = (slug: string) => subjects?.find((one) => one.slug === slug)?.name ?? slug;
  const actions = useMemo<Actions | null>(
    () =>
      writer
        ? {
            edit: (slug) => set({ edit: slug }),
            remove: (slug) => set({ delete: slug }),
            token: (slug) => set({ token: slug }),
          }
        : null,
    [set, writer],
  );
  return (
    <DataTable
      label={t('heartbeats:title')}
      rows={heartbeats}
      columns={columns(t, language, subjectOf, actions)}
      rowId={({ slug }) => slug}
      sort={sort}
      onSort={(next) => set({ sort: next }, { replace: true })}
      card={(one) => (
        <div className={classes.card}>
          <span className={classes.named}>
            {one.name}
            <Tag>{one.territory}</Tag>
          </span>
          <HeartbeatMark heartbeat={one} />
          <span className="ls-quiet ls-small">
            {t('heartbeats:column.last')}: <LastSign heartbeat={one} />
          </span>
          <span className="ls-quiet ls-small">
            {every(t, language, one)} · {subjectOf(one.subject)}
          </span>
          {actions && <HeartbeatButtons heartbeat={one} actions={actions} />}
        </div>
      )}
    />
  );
}
