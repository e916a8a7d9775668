import { DomainError, type DomainErrorCode } from '../../platform/kernel/domain-error.js';

const CODES: Record<number, DomainErrorCode> = {
  400: 'validation-failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  415: 'unsupported-media-type',
  422: 'validation-failed',
  429: 'rate-limited',
};

/** The library's error in our words, or null when its answer is none. Reads the body. */
export async function errorOf(response: Response): Promise<DomainError | null> {
  const code = CODES[response.status];
  if (!code) return null;
  if (response.status === 429)
    return new DomainError(
      code,
      `Too many attempts. Try again in ${response.headers.get('x-retry-after') ?? '60'} seconds.`,
    );
  return new DomainError(code, sentenceIn(await response.text()));
}

function sentenceIn(body: string): string {
  const { message } = body.startsWith('{') ? (JSON.parse(body) as { message?: unknown }) : {};
  return typeof message === 'string' && message !== ''
    ? message.replace(/[^.!?]$/, '$&.')
    : 'Signing in was refused.';
}
