/** What objectives are about. */
export const SUBJECT_KINDS = [
  'service',
  'data-store',
  'environment',
  'external-dependency',
  'website',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** How much the data of a subject is worth protecting. */
export const DATA_CLASSES = ['personal', 'business', 'analytics'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];
