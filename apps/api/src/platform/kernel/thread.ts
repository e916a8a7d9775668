/** What a thread is started with. */
export interface ThreadStart {
  /** URL */
  readonly filename: string;
  /** arguments of Node; none: those of the process */
  readonly execArgv?: string[];
}

/**
 * How a thread of ours is started. It does not preload what the process does: starting telemetry once more takes nine times as long as all
 * the rest of it, and the first who needs the thread waits for that. In tests, the sources run as they are, by the loader of the process.
 * @param compiled module beside the one that calls
 * @param caller that module
 */
export function threadOf(compiled: URL, caller = import.meta.url): ThreadStart {
  if (!caller.endsWith('.ts'))
    return { filename: compiled.href, execArgv: ['--enable-source-maps'] };
  return { filename: compiled.href.replace(/\.js$/, '.ts') };
}
