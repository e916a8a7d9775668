import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Subject } from '../../api/contract.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { NumberText } from '../../ui/number-text.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import { SubjectCard } from './subject-card.js';
import { KIND_NAME } from './subject-words.js';
import classes from './subject-table.module.css';

function columns(t: Translate): Column<Subject>[] {
  const quiet = (text: string | null): ReactElement => (
    <span className={text === null ? 'ls-quiet' : undefined}>{text ?? t('common:dash')}</span>
  );
  return [
    {
      id: 'name',
      head: t('subjects:column.name'),
      value: (subject) => subject.name,
      width: '32%',
      cell: (subject) => (
        <span className={classes.name}>
          <span className={classes.text}>{subject.name}</span>
          {subject.sample && <SampleTag />}
        </span>
      ),
    },
    {
      id: 'kind',
      nowrap: true,
      head: t('subjects:column.kind'),
      value: (subject) => t(KIND_NAME[subject.kind]),
      cell: (subject) => t(KIND_NAME[subject.kind]),
    },
    {
      id: 'team',
      nowrap: true,
      head: t('subjects:column.team'),
      value: (subject) => subject.team?.name ?? null,
      cell: (subject) => quiet(subject.team?.name ?? null),
    },
    {
      id: 'tier',
      head: t('subjects:column.tier'),
      value: (subject) => subject.tier,
      align: 'end',
      drop: 'medium',
      cell: (subject) => <NumberText value={subject.tier} />,
    },
    {
      id: 'territory',
      head: t('subjects:column.territory'),
      value: (subject) => subject.territory,
      drop: 'wide',
      cell: (subject) => subject.territory,
    },
    {
      id: 'environment',
      head: t('subjects:column.environment'),
      value: (subject) => subject.environment,
      drop: 'wide',
      cell: (subject) => quiet(subject.environment),
    },
    {
      id: 'dependencies',
      head: t('subjects:column.dependencies'),
      value: (subject) => subject.dependsOn.length,
      align: 'end',
      drop: 'medium',
      cell: (subject) => <NumberText value={subject.dependsOn.length} />,
    },
    {
      id: 'dependents',
      head: t('subjects:column.dependents'),
      value: (subject) => subject.dependedOnBy.length,
      align: 'end',
      drop: 'medium',
      cell: (subject) => <NumberText value={subject.dependedOnBy.length} />,
    },
    {
      id: 'slos',
      head: t('subjects:column.slos'),
      value: (subject) => subject.slos,
      align: 'end',
      cell: (subject) => <NumberText value={subject.slos} />,
    },
    {
      id: 'updated',
      head: t('subjects:column.updated'),
      value: (subject) => subject.updatedAt,
      align: 'end',
      drop: 'medium',
      cell: (subject) => <TimeText at={subject.updatedAt} show="relative" />,
    },
  ];
}

/** The table of subjects, as cards on phones. */
export function SubjectTable({
  subjects,
  sort,
  onSort,
}: {
  subjects: readonly Subject[];
  sort: string;
  onSort: (sort: string) => void;
}): ReactElement {
  const t = useT();
  const defs = useMemo(() => columns(t), [t]);
  return (
    <DataTable
      label={t('subjects:list')}
      rows={subjects}
      columns={defs}
      rowId={({ slug }) => slug}
      href={({ slug }) => paths.subject(slug)}
      sort={sort}
      onSort={onSort}
      card={(subject) => <SubjectCard subject={subject} />}
    />
  );
}
