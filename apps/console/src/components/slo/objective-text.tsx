import type { ReactElement } from 'react';
import type { Objective } from '../../api/contract-slo.js';
import classes from './slo.module.css';
import { useObjectivePieces } from '../../hooks/use-slo-text.js';

/** '99.9%' or 'p95 < 200 ms · peak < 450 ms'; breaks only between regimes. */
export function ObjectiveText({ objective }: { objective: Objective }): ReactElement {
  const pieces = useObjectivePieces()(objective);
  return (
    <span className="ls-num">
      {pieces.map((piece, index) => (
        <span key={piece}>
          {index > 0 && ' · '}
          <span className={classes.piece}>{piece}</span>
        </span>
      ))}
    </span>
  );
}
