import type { ReactNode } from 'react';
import type { LayerValues } from './schedule-form-values.js';

/** What the fields of one layer share. */
export interface LayerFieldsProps {
  layer: LayerValues;
  at: number;
  errors: Readonly<Record<string, ReactNode>>;
  focus: (id: string) => void;
  /** Says to readers what became of something. */
  say: (text: string) => void;
  onChange: (layer: LayerValues) => void;
}
