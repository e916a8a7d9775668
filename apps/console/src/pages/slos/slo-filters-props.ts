import type { ReactElement } from 'react';
import type { FilterControlsProps } from './filter-controls.js';

export interface SloFiltersProps extends FilterControlsProps {
  /** Keep stable. */
  onSearch: (q: string) => void;
  onLabel: (label: null) => void;
  onClear: () => void;
  /** How many SLOs the filters leave. */
  shown: number;
  tools: ReactElement;
}
