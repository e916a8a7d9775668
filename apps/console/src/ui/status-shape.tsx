import type { ReactElement } from 'react';

export type StatusTone =
  | 'bad'
  | 'warn'
  | 'ok'
  | 'none'
  | 'acknowledged'
  | 'acknowledged-warn'
  | 'hatched';

const COLOUR: Record<StatusTone, string> = {
  bad: 'var(--ls-bad)',
  warn: 'var(--ls-warn)',
  ok: 'var(--ls-ok)',
  none: 'var(--ls-none)',
  acknowledged: 'var(--ls-bad)',
  'acknowledged-warn': 'var(--ls-warn)',
  hatched: 'var(--ls-ink)',
};

const CUT = {
  fill: 'none',
  stroke: 'var(--ls-paper)',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const LINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 } as const;

const HALF = (
  <>
    <circle cx="8" cy="8" r="6.2" {...LINE} />
    <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
  </>
);

/** The sign cut into a filled shape is paper-coloured, so that it reads in every theme. */
const SHAPE: Record<StatusTone, ReactElement> = {
  bad: (
    <>
      <path d="M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z" fill="currentColor" />
      <path d="M8 4.2v4.3M8 11.6v.05" {...CUT} />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.2 15.3 14.2H.7z" fill="currentColor" strokeLinejoin="round" />
      <path d="M8 6.1v3.2M8 11.9v.05" {...CUT} />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.9 8.3 2.2 2.2 4.1-4.6" {...CUT} />
    </>
  ),
  none: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="1" {...LINE} />
      <path
        d="M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11.5v.05"
        {...LINE}
        strokeLinecap="round"
        strokeWidth={1.4}
      />
    </>
  ),
  acknowledged: HALF,
  'acknowledged-warn': HALF,
  hatched: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="1" {...LINE} strokeDasharray="2.2 1.6" />
      <path d="m2.5 10 7.5-7.5M3.5 13.5l10-10M7.5 13.8 13.8 7.5" {...LINE} strokeWidth={1.1} />
    </>
  ),
};

/** The shape of a status, always used beside its word (or with a title of its own). */
export function StatusShape({
  tone,
  size = 14,
}: {
  tone: StatusTone;
  size?: number;
}): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={{ color: COLOUR[tone], flex: 'none' }}
    >
      {SHAPE[tone]}
    </svg>
  );
}
