/** Code that is fetched when it is wanted, or before. */
export interface LateCode {
  /** Fetches it if it is not there. That it could not be had is said where it is used. */
  readonly preload: () => Promise<void>;
  /** After a failure that was shown: whoever wants it next asks for it again. */
  readonly forget?: () => void;
}

const known: LateCode[] = [];

/** Lets `preloadAll` know of it. */
export function register(code: LateCode): void {
  known.push(code);
}

/**
 * A module that is fetched with the first use, or before.
 * @param load imports it
 */
export function lateModule<T>(load: () => Promise<T>): () => Promise<T> {
  register({
    preload: () =>
      load().then(
        () => undefined,
        () => undefined,
      ),
  });
  return load;
}

/** Fetches all that is not there yet, one after the other: when the server is away, every page can still be gone to. */
export async function preloadAll(): Promise<void> {
  for (const { preload } of known) await preload();
}

/** Call once it was shown that something did not arrive. */
export function forgetFailures(): void {
  for (const { forget } of known) forget?.();
}
