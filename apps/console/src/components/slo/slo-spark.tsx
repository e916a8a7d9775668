import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { Sparkline } from '../../charts/sparkline.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatLeft } from '../../util/format/left.js';
import { budgetState } from '../../api/nouns/slo-state.js';

/** The last 28 days of budget left as a small line. */
export function SloSpark({ row, width }: { row: SloRow; width?: number }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const known = row.spark.filter((value): value is number => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const label =
    first === undefined || last === undefined
      ? t('charts:spark.none')
      : t('charts:spark.label', {
          first: formatLeft(first, language),
          last: formatLeft(last, language),
        });
  const state = budgetState(row);
  return (
    <Sparkline
      values={row.spark}
      label={label}
      width={width}
      tone={state === 'exhausted' ? 'bad' : state === 'at-risk' ? 'warn' : 'ink'}
    />
  );
}
