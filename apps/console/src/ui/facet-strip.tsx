import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../i18n/use-t.js';
import { formatNumber } from '../util/format/number.js';
import classes from './facet-strip.module.css';

export interface Facet<T extends string> {
  id: T;
  label: ReactNode;
  count: number;
}

/** Counts that are filters: pressing one narrows the list to it, pressing it again lifts the filter. */
export function FacetStrip<T extends string>({
  label,
  facets,
  chosen,
  onChoose,
}: {
  label: string;
  facets: readonly Facet<T>[];
  chosen: T | null;
  onChoose: (id: T | null) => void;
}): ReactElement {
  const language = useLanguage();
  return (
    <div className={classes.strip} role="group" aria-label={label} data-print="no">
      {facets.map(({ id, label: text, count }) => (
        <button
          key={id}
          type="button"
          className={classes.facet}
          aria-pressed={chosen === id}
          disabled={count === 0 && chosen !== id}
          onClick={() => onChoose(chosen === id ? null : id)}
        >
          <span className={classes.count}>{formatNumber(count, language)}</span>
          <span>{text}</span>
        </button>
      ))}
    </div>
  );
}
