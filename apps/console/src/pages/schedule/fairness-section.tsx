import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Fairness } from '../../api/contract.js';
import { fairnessOf } from '../../api/oncall-queries.js';
import { QueryView } from '../../components/query-view.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { FilterSelect } from '../../ui/filter-bar.js';
import { NumberText } from '../../ui/number-text.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import type { Language } from '../../util/format/locale.js';
import { formatNumber } from '../../util/format/number.js';
import { FAIRNESS_WEEKS, SCHEDULE_SEARCH } from './search.js';
import classes from './schedule.module.css';

type Workload = Fairness['people'][number];
type Lengths = 'onCall' | 'night' | 'weekend';

const HOUR_S = 3600;

function columns(t: Translate): Column<Workload>[] {
  const hours = (id: Lengths, head: string): Column<Workload> => ({
    id,
    head,
    align: 'end',
    value: (one) => one[id],
    cell: (one) => <NumberText value={one[id] / HOUR_S} unit={t('oncall:fairness.hours')} />,
  });
  return [
    {
      id: 'person',
      head: t('oncall:fairness.person'),
      width: '30%',
      cell: ({ user }) => user.name,
    },
    hours('onCall', t('oncall:fairness.onCall')),
    hours('night', t('oncall:fairness.night')),
    hours('weekend', t('oncall:fairness.weekend')),
    {
      id: 'pages',
      head: t('oncall:fairness.pages'),
      align: 'end',
      value: ({ pages }) => pages,
      cell: ({ pages, nightPages }) => (
        <>
          <NumberText value={pages} />
          {nightPages > 0 && (
            <span className="ls-quiet ls-small">
              {' '}
              {t('oncall:fairness.atNight', { count: nightPages })}
            </span>
          )}
        </>
      ),
    },
  ];
}

/** How the schedule is shared out among its people: what it took of each. */
export function FairnessSection({ slug }: { slug: string }): ReactElement {
  const t = useT();
  const [{ weeks }, set] = useUrlState(SCHEDULE_SEARCH);
  const query = useQuery(fairnessOf(slug, weeks));
  return (
    <section className="ls-section">
      <div className={classes.fairnessHead}>
        <h2>{t('oncall:fairness.title')}</h2>
        <FilterSelect
          label={t('oncall:fairness.over')}
          all={t('oncall:fairness.weeks', { weeks: 12 })}
          value={weeks === '12' ? null : weeks}
          onChange={(value) => set({ weeks: SCHEDULE_SEARCH.weeks.read(value ?? undefined) })}
          options={FAIRNESS_WEEKS.filter((one) => one !== '12').map((one) => ({
            value: one,
            label: t('oncall:fairness.weeks', { weeks: Number(one) }),
          }))}
        />
      </div>
      <QueryView
        query={query}
        needs="schedule:read"
        errorTitle={t('oncall:fairness.failed')}
        skeleton={<TableSkeleton what={t('oncall:fairness.title')} rows={3} columns={5} />}
      >
        {(fairness) => <Shares fairness={fairness} />}
      </QueryView>
    </section>
  );
}

function Shares({ fairness }: { fairness: Fairness }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const shown = useMemo(() => columns(t), [t]);
  return (
    <>
      <p className="ls-small">{spreadText(t, language, fairness)}</p>
      <DataTable
        label={t('oncall:fairness.title')}
        rows={fairness.people}
        columns={shown}
        rowId={({ user }) => user.id}
        card={(one) => <ShareCard one={one} columns={shown} />}
      />
      <p className="ls-quiet ls-small">{t('oncall:fairness.note', { zone: fairness.timeZone })}</p>
    </>
  );
}

function ShareCard({
  one,
  columns: [name, ...figures],
}: {
  one: Workload;
  columns: readonly Column<Workload>[];
}): ReactElement {
  return (
    <div className={classes.share}>
      <strong>{name?.cell(one)}</strong>
      <dl>
        {figures.map(({ id, head, cell }) => (
          <div key={id}>
            <dt>{head}</dt>
            <dd>{cell(one)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function spreadText(t: Translate, language: Language, { spread, uncovered }: Fairness): string {
  const hours = (seconds: number): string => formatNumber(seconds / HOUR_S, language);
  const told = spread
    ? t('oncall:fairness.spread', {
        least: hours(spread.onCall.least),
        most: hours(spread.onCall.most),
        mean: hours(spread.onCall.mean),
      })
    : '';
  const gap = uncovered > 0 ? t('oncall:fairness.uncovered', { hours: hours(uncovered) }) : '';
  return [told, gap].filter((sentence) => sentence !== '').join(' ');
}
