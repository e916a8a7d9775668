import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { allSlos } from '../../api/queries.js';
import { useCan } from '../../api/use-me.js';
import type { SloRow } from '../../api/contract-slo.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { TargetText } from '../../ui/number-text.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { StatusMark } from '../../ui/status-mark.js';
import { paths } from '../../util/paths.js';
import { QueryView } from '../query-view.js';
import { BudgetLeft } from '../slo/budget-left.js';
import { BurnNow } from '../slo/burn-now.js';
import { budgetState } from '../../api/nouns/slo-state.js';
import classes from './subject-detail.module.css';

function columns(t: Translate): Column<SloRow>[] {
  return [
    {
      id: 'name',
      head: t('subjects:slo.name'),
      value: ({ name }) => name,
      cell: ({ name }) => name,
      width: '32%',
    },
    {
      id: 'budget',
      head: t('subjects:slo.budget'),
      nowrap: true,
      cell: (slo) => <StatusMark status={budgetState(slo)} />,
    },
    {
      id: 'objective',
      head: t('subjects:slo.objective'),
      align: 'end',
      cell: ({ objective }) => <TargetText target={objective.target} />,
    },
    {
      id: 'left',
      head: t('subjects:slo.left'),
      cell: ({ reading, subject }) => <BudgetLeft reading={reading} kind={subject.kind} />,
    },
    {
      id: 'burn',
      head: t('subjects:slo.burn'),
      drop: 'medium',
      cell: ({ reading }) => <BurnNow reading={reading} />,
    },
  ];
}

/** The promises made about one subject, with the same numbers as the SLO list. */
export function SubjectSlos({ slug }: { slug: string }): ReactElement {
  const t = useT();
  const writer = useCan('slo:write');
  const query = useQuery(allSlos({ subject: slug }));
  const defs = useMemo(() => columns(t), [t]);
  return (
    <section className="ls-section">
      <div className={classes.sectionHead}>
        <h2>{t('subjects:detail.slos')}</h2>
        {writer && (
          <AppLink
            to={paths.sloNew()}
            search={{ subject: slug }}
            className="ls-link ls-small"
            data-print="no"
          >
            {t('subjects:detail.newSlo')}
          </AppLink>
        )}
      </div>
      <QueryView
        query={query}
        needs="slo:read"
        skeleton={<TableSkeleton what={t('subjects:detail.slos')} rows={2} columns={4} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="ls-quiet ls-small">{t('subjects:detail.noSlos')}</p>
          ) : (
            <DataTable
              label={t('subjects:detail.slos')}
              rows={items}
              columns={defs}
              rowId={(slo) => slo.slug}
              href={(slo) => paths.slo(slo.slug)}
              sort="name"
              card={(slo) => (
                <AppLink to={paths.slo(slo.slug)} className={classes.slo} data-row-link>
                  <span style={{ fontWeight: 500 }}>{slo.name}</span>
                  <StatusMark status={budgetState(slo)} />
                  <BudgetLeft reading={slo.reading} kind={slo.subject.kind} />
                </AppLink>
              )}
            />
          )
        }
      </QueryView>
    </section>
  );
}
