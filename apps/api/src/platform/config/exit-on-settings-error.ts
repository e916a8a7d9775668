import { DomainError } from '../kernel/domain-error.js';
import { SettingsError } from './read-settings.js';

/** Ends the process over what keeps it from starting: bad settings and what was expected in plain lines, everything else with its stack. */
export function exitOnSettingsError(error: unknown): never {
  const text =
    error instanceof SettingsError || error instanceof DomainError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
