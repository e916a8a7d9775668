import type { ReactElement } from 'react';

/** The product's mark: a threshold post and a line that dips below it and recovers. */
export function Logo({ size = 20 }: { size?: number }): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      style={{ color: 'var(--ls-accent)', flex: 'none' }}
    >
      <g fill="currentColor">
        <rect x="4" y="4" width="5" height="24" rx="1.5" />
        <path d="M12.500 20.500 18 12l4 5.500L28 8v5.200l-6 9.600-4.100-5.600-5.400 8.100z" />
        <rect x="12.500" y="25" width="15.500" height="3" rx="1.500" />
      </g>
    </svg>
  );
}
