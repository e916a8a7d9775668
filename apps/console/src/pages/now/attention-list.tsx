import { Suspense } from 'react';
import type { ReactElement } from 'react';
import { isBehind } from '../../api/nouns/slo-state.js';
import { FiringSince } from '../../components/slo/firing-since.js';
import { formatRate } from '../../components/slo/amounts.js';
import { formatLeft } from '../../util/format/left.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { textedPart } from '../../ui/late-part.js';
import { StatusMark } from '../../ui/status-mark.js';
import type { Status } from '../../ui/status-mark.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import type { Attention } from './attention.js';
import classes from './now.module.css';

type SloAttention = Exclude<Attention, { kind: 'dependency' }>;

const WHY: Record<SloAttention['kind'], { status: Status; text: MessageKey }> = {
  burning: { status: 'burning', text: 'now:attention.burning' },
  rising: { status: 'rising', text: 'now:attention.rising' },
  exhausted: { status: 'exhausted', text: 'now:attention.exhausted' },
  'at-risk': { status: 'at-risk', text: 'now:attention.atRisk' },
  rules: { status: 'degraded', text: 'now:attention.rules' },
  'no-data': { status: 'no-data', text: 'now:attention.noData' },
};

/** Most days nothing is wrong with any: its code comes when the page has drawn, or with the first trouble. */
const DependencyItem = textedPart(
  ['trouble'],
  () => import('./dependency-item.js'),
  'DependencyItem',
);

function SloItem({ item: { kind, row } }: { item: SloAttention }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { status, text } = WHY[kind];
  const { reading } = row;
  // Figures of before it began to burn would say that all is well.
  const told = isBehind(reading) ? null : reading;
  const left = told?.budget.leftShare ?? null;
  const severity = kind === 'burning' ? reading?.burn.severity : null;
  return (
    <li className={classes.item}>
      <span className={classes.state}>
        <StatusMark status={status} />
      </span>
      <span className={classes.what}>
        <AppLink to={paths.slo(row.slug)} className={classes.link} data-row-link>
          {row.name}
        </AppLink>{' '}
        <span className="ls-quiet">
          {t(text, { rate: formatRate(told?.burn.rate1h ?? null, language) })}
        </span>{' '}
        <FiringSince reading={reading} />{' '}
        {severity && (
          <Tag>{t(severity === 'page' ? 'status:severity.page' : 'status:severity.ticket')}</Tag>
        )}
      </span>
      <span className={classes.left}>
        {left !== null && t('now:attention.left', { left: formatLeft(left, language) })}
      </span>
      <span className={classes.when}>
        {reading?.exhaustsAt && left !== null && left > 0 && (
          <>
            {t('now:attention.runsOut')} <TimeText at={reading.exhaustsAt} show="datetime" />
          </>
        )}
      </span>
    </li>
  );
}

/** What wants a person, most urgent first. Every line is a link to where it can be dealt with. `more` goes on below another list. */
export function AttentionList({
  items,
  more = false,
}: {
  items: readonly Attention[];
  more?: boolean;
}): ReactElement {
  return (
    <ul className={classes.items} data-more={more || undefined}>
      {items.map((item) =>
        item.kind === 'dependency' ? (
          <ErrorBoundary key={item.component.name} instead={null}>
            <Suspense fallback={null}>
              <DependencyItem component={item.component} />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <SloItem key={item.row.slug} item={item} />
        ),
      )}
    </ul>
  );
}
