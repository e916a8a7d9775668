import type { IncidentFigures } from '../../api/contract.js';
import type { Translate } from '../../i18n/message-key.js';
import type { Column } from '../../table/column.js';
import { AppLink } from '../../ui/app-link.js';
import { NumberText } from '../../ui/number-text.js';
import { formatDuration } from '../../util/format/duration.js';
import type { Language } from '../../util/format/locale.js';
import { formatPercent } from '../../util/format/number.js';
import type { Path } from '../../util/paths.js';
import classes from './figures.module.css';

type Group = IncidentFigures['subjects'][number];

/** The columns of a table of figures. */
export function figureColumns(
  t: Translate,
  language: Language,
  of: { title: string; none: string; href: ((slug: string) => Path) | undefined },
): Column<Group>[] {
  const long = (seconds: number): string => formatDuration(seconds, language, 'narrow');
  const spread = (id: 'detect' | 'acknowledge' | 'resolve', head: string): Column<Group> => ({
    id,
    head,
    value: (group) => group[id]?.mean ?? null,
    align: 'end',
    cell: (group) => {
      const found = group[id];
      if (found === null) return <span className="ls-quiet">{t('common:dash')}</span>;
      return (
        <span className={classes.spread}>
          <span className="ls-num">{long(found.mean)}</span>
          <span className="ls-quiet ls-small ls-num">
            {t('figures:spread', { median: long(found.median), p90: long(found.p90) })}
          </span>
        </span>
      );
    },
  });
  return [
    {
      id: 'name',
      head: of.title,
      width: '22%',
      cell: ({ slug, name }) =>
        slug === null || !of.href ? (
          <span className={slug === null && of.href ? 'ls-quiet' : undefined}>{of.none}</span>
        ) : (
          <AppLink to={of.href(slug)} className="ls-link">
            {name ?? slug}
          </AppLink>
        ),
    },
    {
      id: 'incidents',
      head: t('figures:column.incidents'),
      value: ({ incidents }) => incidents,
      align: 'end',
      cell: ({ incidents, open }) => (
        <span className={classes.spread}>
          <NumberText value={incidents} />
          {open > 0 && (
            <span className="ls-quiet ls-small">{t('figures:open', { count: open })}</span>
          )}
        </span>
      ),
    },
    spread('detect', 'MTTD'),
    {
      ...spread('acknowledge', 'MTTA'),
      cell: (group) => (
        <span className={classes.spread}>
          {spread('acknowledge', 'MTTA').cell(group)}
          {group.unacknowledged > 0 && (
            <span className="ls-quiet ls-small">
              {t('figures:unacknowledged', { count: group.unacknowledged })}
            </span>
          )}
        </span>
      ),
    },
    spread('resolve', 'MTTR'),
    {
      id: 'recovered',
      head: t('figures:column.recovered'),
      value: ({ recoveredShare }) => recoveredShare,
      align: 'end',
      cell: ({ recovered, recoveredShare }) =>
        recoveredShare === null ? (
          <span className="ls-quiet">{t('common:dash')}</span>
        ) : (
          <span className={classes.spread}>
            <span className="ls-num">{formatPercent(recoveredShare, language, 0)}</span>
            <span className="ls-quiet ls-small ls-num">{recovered}</span>
          </span>
        ),
    },
  ];
}
