import type { ReactElement } from 'react';
import type { Environment } from '../../api/contract.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { SampleTag } from '../../ui/sample-tag.js';
import classes from './environments-page.module.css';

export interface EnvironmentActions {
  edit: (slug: string) => void;
  remove: (slug: string) => void;
}

/** The columns of the list; `actions` is null for people who may only look. */
export function environmentColumns(
  t: Translate,
  actions: EnvironmentActions | null,
  ownerOf: (owner: string) => string,
): Column<Environment>[] {
  const words = (value: string): ReactElement => (
    <span className={classes.quiet}>{value || t('common:dash')}</span>
  );
  return [
    {
      id: 'name',
      head: t('environments:column.name'),
      value: ({ name }) => name,
      width: '16%',
      cell: ({ name, sample }) => (
        <span className={classes.name}>
          {name}
          {sample && <SampleTag />}
        </span>
      ),
    },
    {
      id: 'purpose',
      head: t('environments:column.purpose'),
      width: '24%',
      cell: ({ purpose }) => words(purpose),
    },
    {
      id: 'availability',
      head: t('environments:column.availability'),
      cell: ({ availability }) => words(availability),
    },
    {
      id: 'access',
      head: t('environments:column.access'),
      drop: 'medium',
      width: '22%',
      cell: ({ access }) => words(access),
    },
    {
      id: 'owner',
      head: t('environments:column.owner'),
      value: ({ owner }) => ownerOf(owner),
      nowrap: true,
      cell: ({ owner }) => ownerOf(owner),
    },
    {
      id: 'territory',
      head: t('environments:column.territory'),
      value: ({ territory }) => territory,
      drop: 'wide',
      cell: ({ territory }) => territory,
    },
    ...(actions
      ? [
          {
            id: 'actions',
            head: t('environments:column.actions'),
            headHidden: true,
            align: 'end' as const,
            cell: (one: Environment) => <EnvironmentButtons environment={one} actions={actions} />,
          },
        ]
      : []),
  ];
}

export function EnvironmentButtons({
  environment: { slug, name },
  actions,
}: {
  environment: Environment;
  actions: EnvironmentActions;
}): ReactElement {
  const t = useT();
  return (
    <span className={classes.actions}>
      <button
        type="button"
        className={classes.plain}
        aria-label={t('environments:delete.open', { name })}
        onClick={() => actions.remove(slug)}
      >
        {t('common:delete')}
      </button>
      <button
        type="button"
        className={classes.plain}
        data-row-link
        aria-label={t('environments:form.editTitle', { name })}
        onClick={() => actions.edit(slug)}
      >
        {t('common:edit')}
      </button>
    </span>
  );
}
