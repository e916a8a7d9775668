import { SettingsError } from './read-settings.js';

/** Ends the process over what keeps it from starting: bad settings in plain lines, everything else with its stack. */
export function exitOnSettingsError(error: unknown): never {
  const text =
    error instanceof SettingsError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
