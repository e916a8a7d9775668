/** What a screen can be shown: `failing:/audit,slow`. A part without a path holds for every path it makes sense for. */
export const VARIANTS = [
  'empty',
  'failing',
  'broken',
  'forbidden',
  'slow',
  'signed-out',
  'first-run',
  'oidc',
  'viewer',
  'degraded',
  'unreachable',
  'live-off',
  'many',
  'changed-meanwhile',
  'broken-chain',
  'no-sample',
] as const;
export type Variant = (typeof VARIANTS)[number];

interface Choice {
  variant: Variant;
  path: string | null;
}

/** Reads a list of variants; unknown words are left out. */
export function readVariants(text: string | null): Choice[] {
  return (text ?? '').split(',').flatMap((part) => {
    const [name, path] = part.trim().split(':');
    const variant = VARIANTS.find((one) => one === name);
    return variant ? [{ variant, path: path ?? null }] : [];
  });
}

/** Whether a variant is chosen for a path (`/audit` covers `/audit/verification`). */
export function isChosen(choices: readonly Choice[], variant: Variant, path: string): boolean {
  return choices.some(
    (choice) =>
      choice.variant === variant &&
      (choice.path === null || path === choice.path || path.startsWith(`${choice.path}/`)),
  );
}

/** The variants of a request: header `x-mock`, else cookie `mock`. */
export function requestedVariants(headers: Headers): Choice[] {
  const cookie = /(?:^|;\s*)mock=([^;]*)/.exec(headers.get('cookie') ?? '')?.[1];
  return readVariants(
    headers.get('x-mock') ?? (cookie === undefined ? null : decodeURIComponent(cookie)),
  );
}
