import { z } from 'zod';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { safeText } from '../output/safe-text.js';

const problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  code: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

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
  const read = problem.safeParse(body);
  if (!read.success)
    return new Failure(
      code,
      `The server answered with status ${status}, and not as Leitstand does. Is the address right?`,
    );
  const { title, detail, errors = [], requestId } = read.data;
  const lines = errors.map(fieldLine);
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
