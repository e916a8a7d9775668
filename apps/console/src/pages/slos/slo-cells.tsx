import type { ReactElement, ReactNode } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { ObjectiveText } from '../../components/slo/objective-text.js';
import { sliDigits } from '../../api/nouns/objective.js';
import { SloTags } from '../../components/slo/slo-tags.js';
import { useWindowText } from '../../hooks/use-slo-text.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatPercent, percentParts } from '../../util/format/number.js';
import shared from '../../components/slo/slo.module.css';
import classes from './slos.module.css';

/** What is promised, and over which window. */
export function ObjectiveCell({ row: { objective } }: { row: SloRow }): ReactElement {
  const windowText = useWindowText();
  return (
    <span className={shared.two}>
      <ObjectiveText objective={objective} />
      <span className={shared.second}>{windowText(objective.window)}</span>
    </span>
  );
}

/** The SLI with two digits more than its target, points under points; what was not covered is said below it. */
export function SliCell({ row }: { row: SloRow }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { reading, objective } = row;
  if (reading === null || reading.sli === null) return <span className="ls-quiet">–</span>;
  const { number, unit } = percentParts(reading.sli, language, sliDigits(objective.target));
  const point = Math.max(number.search(/[.,]/), 0);
  return (
    <span className={shared.two}>
      <span className={classes.sli}>
        <span>{number.slice(0, point)}</span>
        <span>
          {number.slice(point)}
          <span className={classes.unit}>{unit}</span>
        </span>
      </span>
      {reading.total > 0 && reading.coverage < 0.995 && (
        <span className={classes.coverage}>
          {t('slos:coverage', { share: formatPercent(reading.coverage, language, 0) })}
        </span>
      )}
    </span>
  );
}

/** A value of a row that narrows the list to all rows that share it. */
export function Chip({
  children,
  title,
  onClick,
}: {
  children: ReactNode;
  title: string;
  onClick: () => void;
}): ReactElement {
  return (
    <button type="button" className={classes.cellChip} title={title} onClick={onClick}>
      {children}
    </button>
  );
}

/** Name, what it is about, and what must be known before reading its numbers. */
export function NameCell({ row }: { row: SloRow }): ReactElement {
  return (
    <span className={shared.two}>
      <span className={classes.name}>{row.name}</span>
      <span className={classes.about}>
        <span className={shared.second}>{row.subject.name}</span>
        <SloTags row={row} />
      </span>
    </span>
  );
}

/** All labels of a row, each a filter. */
export function LabelsCell({
  row,
  onLabel,
}: {
  row: SloRow;
  onLabel: (label: string) => void;
}): ReactElement {
  const t = useT();
  const labels = Object.entries(row.labels).map(([key, value]) => `${key}=${value}`);
  if (labels.length === 0) return <span className="ls-quiet">–</span>;
  return (
    <span className={classes.labels}>
      {labels.map((label) => (
        <Chip
          key={label}
          title={t('slo-list:filters.only', { name: label })}
          onClick={() => onLabel(label)}
        >
          <code>{label}</code>
        </Chip>
      ))}
    </span>
  );
}
