import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { allSubjects } from '../../api/catalog-queries.js';
import type { MaintenanceWindow } from '../../api/contract.js';
import classes from '../../components/settings/settings.module.css';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { MAINTENANCE_SEARCH } from './search.js';

interface Actions {
  edit: (slug: string) => void;
  remove: (slug: string) => void;
}

type SubjectOf = (slug: string) => string;

/** Subjects by name, then labels. */
function coversText(
  t: Translate,
  { subjects, matchers, territory }: MaintenanceWindow,
  subjectOf: SubjectOf,
): string {
  const about = subjects.map(subjectOf);
  const labels = matchers.map(({ label, operator, value }) => `${label}${operator}${value}`);
  const everything = about.length === 0 ? [t('maintenance:everything', { territory })] : about;
  return [...everything, ...labels].join(', ');
}

const hiddenText = (t: Translate, { held, heldLately }: MaintenanceWindow): string =>
  [
    ...(held > 0 ? [t('maintenance:held', { count: held })] : []),
    t('maintenance:lately', { count: heldLately }),
  ].join(', ');

function columns(
  t: Translate,
  subjectOf: SubjectOf,
  actions: Actions | null,
): Column<MaintenanceWindow>[] {
  return [
    {
      id: 'name',
      head: t('maintenance:column.name'),
      value: ({ name }) => name,
      cell: (one) => <Named window={one} />,
    },
    {
      id: 'state',
      head: t('maintenance:column.state'),
      value: ({ activeUntil, next }) => (activeUntil === null ? (next.length > 0 ? 1 : 2) : 0),
      cell: (one) => <State window={one} />,
    },
    {
      id: 'next',
      head: t('maintenance:column.next'),
      value: ({ next }) => next[0]?.from ?? null,
      cell: (one) => <Next window={one} />,
    },
    {
      id: 'covers',
      head: t('maintenance:column.covers'),
      cell: (one) => coversText(t, one, subjectOf),
    },
    {
      id: 'hidden',
      head: t('maintenance:column.hidden'),
      value: ({ heldLately }) => heldLately,
      cell: (one) => hiddenText(t, one),
    },
    ...(actions
      ? [
          {
            id: 'actions',
            head: t('maintenance:column.actions'),
            headHidden: true,
            align: 'end' as const,
            cell: (one: MaintenanceWindow) => <Buttons window={one} actions={actions} />,
          },
        ]
      : []),
  ];
}

function Named({
  window: { name, territory, reason },
}: {
  window: MaintenanceWindow;
}): ReactElement {
  return (
    <span className={classes.named} title={reason}>
      {name}
      <Tag>{territory}</Tag>
    </span>
  );
}

function State({ window: { activeUntil, next } }: { window: MaintenanceWindow }): ReactElement {
  const t = useT();
  if (activeUntil !== null)
    return (
      <strong>
        {t('maintenance:state.active')} <TimeText at={activeUntil} show="weekday" />
      </strong>
    );
  return (
    <span className="ls-quiet">
      {t(next.length > 0 ? 'maintenance:state.planned' : 'maintenance:state.over')}
    </span>
  );
}

/** The next time that has not begun. */
function Next({ window: { activeUntil, next } }: { window: MaintenanceWindow }): ReactElement {
  const t = useT();
  const coming = activeUntil === null ? next[0] : next[1];
  return coming ? (
    <TimeText at={coming.from} show="datetime" />
  ) : (
    <span className="ls-quiet">{t('maintenance:never')}</span>
  );
}

function Buttons({
  window: { slug, name },
  actions,
}: {
  window: MaintenanceWindow;
  actions: Actions;
}): ReactElement {
  const t = useT();
  const button = (word: string, label: string, run: () => void) => (
    <button type="button" className={classes.plain} aria-label={label} onClick={run}>
      {word}
    </button>
  );
  return (
    <span className={classes.actions}>
      {button(t('common:delete'), t('maintenance:delete.open', { name }), () =>
        actions.remove(slug),
      )}
      {button(t('common:edit'), t('maintenance:form.editTitle', { name }), () =>
        actions.edit(slug),
      )}
    </span>
  );
}

/** Maintenance windows, and what may be done with each. */
export function MaintenanceTable({
  windows,
  writer,
}: {
  windows: readonly MaintenanceWindow[];
  writer: boolean;
}): ReactElement {
  const t = useT();
  const [{ sort }, set] = useUrlState(MAINTENANCE_SEARCH);
  const subjects = useQuery(allSubjects(null)).data;
  const subjectOf = (slug: string) => subjects?.find((one) => one.slug === slug)?.name ?? slug;
  const actions = useMemo<Actions | null>(
    () =>
      writer
        ? { edit: (slug) => set({ edit: slug }), remove: (slug) => set({ delete: slug }) }
        : null,
    [set, writer],
  );
  return (
    <DataTable
      label={t('maintenance:title')}
      rows={windows}
      columns={columns(t, subjectOf, actions)}
      rowId={({ slug }) => slug}
      sort={sort}
      onSort={(next) => set({ sort: next }, { replace: true })}
      card={(one) => (
        <div className={classes.card}>
          <Named window={one} />
          <State window={one} />
          <span className="ls-quiet ls-small">
            {t('maintenance:column.next')}: <Next window={one} />
          </span>
          <span className="ls-quiet ls-small">
            {coversText(t, one, subjectOf)} · {hiddenText(t, one)}
          </span>
          {actions && <Buttons window={one} actions={actions} />}
        </div>
      )}
    />
  );
}
