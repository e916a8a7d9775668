import { EXIT } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';
import { safeText } from '../output/safe-text.js';
import type { Problem } from './nouns.js';

/** Whether a body is problem details, ours or of something before us; of theirs only the title is certain. */
function isProblem(body: unknown): body is Pick<Problem, 'title'> & Partial<Problem> {
  if (typeof body !== 'object' || body === null) return false;
  const { title, errors = [] } = body as Partial<Problem>;
  return typeof title === 'string' && Array.isArray(errors);
}

/** One field at fault: `spec.target: must be below 100`. */
export function fieldLine({
  path,
  message,
}: {
  readonly path: string;
  readonly message: string;
}): string {
  return safeText(`${path || 'body'}: ${message}`);
}

/** What a refusing answer tells the person: the sentence, a line for each field at fault, and the request's id to ask by. */
export function failureOf(status: number, body: unknown): Failure {
  const code = status === 401 ? EXIT.AUTH_NEEDED : EXIT.FAILED;
  if (!isProblem(body))
    return new Failure(
      code,
      `The server answered with status ${status}, and not as Leitstand does. Is the address right?`,
    );
  const { title, detail, errors = [], requestId } = body;
  // A reason that is the sentence itself is not said again.
  const lines = errors.filter(({ message }) => message !== detail).map(fieldLine);
  if (status === 401)
    lines.push(
      'Make a token in the console or with: npm run -s token -- NAME',
      'Then set LEITSTAND_TOKEN, or give --token-file FILE',
    );
  if (requestId) lines.push(safeText(`request ${requestId}`));
  const first = errors[0];
  // A sentence that only repeats the first field is left to that field's line.
  const repeats = first !== undefined && (detail ?? '').startsWith(`${first.path || 'body'}: `);
  return new Failure(code, safeText(repeats || detail === undefined ? `${title}.` : detail), lines);
}
