import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import type { BurnPair } from '../../api/contract-slo.js';
import { QueryView } from '../../components/query-view.js';
import { formatRate } from '../../components/slo/amounts.js';
import { useTierName } from '../../hooks/use-alert-name.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { CodeBlock } from '../../ui/code-block.js';
import { DataTable } from '../../table/data-table.js';
import type { Column } from '../../table/column.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { StatusMark } from '../../ui/status-mark.js';
import { Tag } from '../../ui/tag.js';
import { formatDuration } from '../../util/format/duration.js';
import { formatFactor, formatPercent } from '../../util/format/number.js';
import { OpenInPrometheus } from './open-in-prometheus.js';
import { Section } from './section.js';
import shared from '../../components/slo/slo.module.css';
import fold from './changes.module.css';
import classes from './slo-detail.module.css';

/** Which alert a pair makes. Its severity is a word here: colour is kept for what is the case now. */
function Tier({
  name,
  severity,
  firing,
}: Pick<BurnPair, 'name' | 'severity' | 'firing'>): ReactElement {
  const t = useT();
  const tierName = useTierName();
  return (
    <span className={classes.tier}>
      <span>
        {t(severity === 'page' ? 'status:severity.page' : 'status:severity.ticket')}:{' '}
        {tierName(name)}
      </span>
      <code className="ls-quiet">{name}</code>
      {firing && <Tag>{t('slo-detail:rates.firing')}</Tag>}
    </span>
  );
}

function usePairColumns(): Column<BurnPair>[] {
  const t = useT();
  const language = useLanguage();
  return useMemo(() => {
    const rate = (side: BurnPair['short'], factor: number): ReactElement => (
      <span className={shared.two}>
        <span
          data-over={(side.rate !== null && side.rate > factor) || undefined}
          className={classes.rate}
        >
          {formatRate(side.rate, language)}
        </span>
        <span className={shared.second}>{side.window}</span>
      </span>
    );
    return [
      {
        id: 'tier',
        head: t('slo-detail:rates.tier'),
        cell: ({ name, severity, firing }) => (
          <Tier name={name} severity={severity} firing={firing} />
        ),
      },
      {
        id: 'state',
        head: t('slo-detail:rates.state'),
        cell: ({ state }) => <StatusMark status={state} />,
      },
      {
        id: 'short',
        head: t('slo-detail:rates.short'),
        align: 'end',
        cell: ({ short, factor }) => rate(short, factor),
      },
      {
        id: 'long',
        head: t('slo-detail:rates.long'),
        align: 'end',
        cell: ({ long, factor }) => rate(long, factor),
      },
      {
        id: 'threshold',
        head: t('slo-detail:rates.threshold'),
        align: 'end',
        cell: ({ factor }) => formatFactor(factor, language),
      },
      {
        id: 'share',
        head: t('slo-detail:rates.share'),
        align: 'end',
        drop: 'medium',
        cell: ({ budgetShare, long }) => (
          <span className={shared.two}>
            <span>
              {t('slo-detail:rates.shareText', {
                share: formatPercent(budgetShare, language, budgetShare < 0.01 ? 2 : 0),
              })}
            </span>
            <span className={shared.second}>{long.window}</span>
          </span>
        ),
      },
      {
        id: 'exhausts',
        head: t('slo-detail:rates.exhausts'),
        align: 'end',
        cell: ({ exhaustsInSeconds }) =>
          exhaustsInSeconds === null ? '–' : formatDuration(exhaustsInSeconds, language),
      },
    ];
  }, [t, language]);
}

/** The expression of an alert, to copy or to look at where it is evaluated. */
function Promql({ name, expression }: { name: string; expression: string }): ReactElement {
  const t = useT();
  return (
    <>
      <CodeBlock text={expression} label={t('slo-detail:rates.promql', { name })} />
      <OpenInPrometheus expression={expression} />
    </>
  );
}

/** A pair on a phone: state first, then both rates against the threshold. */
function PairCard({ pair }: { pair: BurnPair }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { name, severity, state, short, long, factor, firing, exhaustsInSeconds, expression } =
    pair;
  return (
    <div className={classes.pairCard}>
      <div className={classes.pairTop}>
        <Tier name={name} severity={severity} firing={firing} />
        <StatusMark status={state} />
      </div>
      <p className="ls-num ls-small">
        {short.window} {formatRate(short.rate, language)} · {long.window}{' '}
        {formatRate(long.rate, language)} · {t('slo-detail:rates.threshold')}{' '}
        {formatFactor(factor, language)}
      </p>
      {exhaustsInSeconds !== null && (
        <p className="ls-small ls-quiet">
          {t('slo-detail:rates.exhausts')} {formatDuration(exhaustsInSeconds, language)}
        </p>
      )}
      <details className={fold.changes}>
        <summary>{t('slo-detail:rates.expand')}</summary>
        <Promql name={name} expression={expression} />
      </details>
    </div>
  );
}

/** Every pair of windows with its rates, its threshold, what it means and its PromQL. */
export function BurnRatesSection({
  slug,
  open,
  onOpen,
}: {
  slug: string;
  open: string | null;
  onOpen: (pair: string | null) => void;
}): ReactElement {
  const t = useT();
  const query = useQuery(
    api.queryOptions('get', '/slos/{slug}/burn-rates', { params: { path: { slug } } }),
  );
  const columns = usePairColumns();
  return (
    <Section title={t('slo-detail:rates.title')} lead={t('slo-detail:rates.lead')}>
      <QueryView
        query={query}
        needs="slo:read"
        errorTitle={t('slo-detail:rates.failed')}
        skeleton={<TableSkeleton rows={4} columns={6} what={t('slo-detail:rates.title')} />}
      >
        {({ pairs }) =>
          pairs.length === 0 ? (
            <p className="ls-quiet">{t('slo-detail:rates.none')}</p>
          ) : (
            <DataTable
              label={t('slo-detail:rates.title')}
              rows={pairs}
              columns={columns}
              rowId={({ name }) => name}
              expanded={open}
              onExpand={onOpen}
              card={(pair) => <PairCard pair={pair} />}
              detail={({ expression, name }) => <Promql name={name} expression={expression} />}
            />
          )
        }
      </QueryView>
    </Section>
  );
}
