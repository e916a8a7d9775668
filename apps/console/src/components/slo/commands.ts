/** Where the command line goes without being told. */
const DEFAULT_URL = 'http://127.0.0.1:4700';

/** A line for the `leitstand` command line that reaches this instance; the token comes from the environment, never from the line. */
export function cliLine(words: string, origin: string = location.origin): string {
  return origin === DEFAULT_URL ? `leitstand ${words}` : `leitstand ${words} --url ${origin}`;
}

/** Creates or changes whatever is in a file or folder. */
export function applyCommand(file: string, origin?: string): string {
  return cliLine(`catalog apply -f ${file}`, origin);
}

/** Prints one SLO's document. */
export function readCommand(slug: string, origin?: string): string {
  return cliLine(`slo get ${slug} -o yaml`, origin);
}
