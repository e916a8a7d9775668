import type { IncomingMessage } from 'node:http';

import { problem, type Answer } from './answer.js';

const LIMIT_BYTES = 16_384;

/** A body as parsed JSON, or the problem to answer instead. */
export type Body = { json: unknown } | { refused: Answer };

/** Reads a JSON body of at most 16 KiB. A request without `content-type: application/json` is refused. */
export async function readJson(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    request.resume();
    return refused(
      415,
      'unsupported-media-type',
      'Unsupported media type',
      'Send the body as application/json.',
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT_BYTES) chunks.push(chunk);
  }
  if (size > LIMIT_BYTES) {
    return refused(
      413,
      'payload-too-large',
      'Payload too large',
      `The body may have at most ${LIMIT_BYTES} bytes.`,
    );
  }
  try {
    return { json: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown };
  } catch {
    return refused(400, 'validation-failed', 'Not JSON', 'The body is not valid JSON.');
  }
}

function refused(status: number, code: string, title: string, detail: string): Body {
  return { refused: problem(status, code, title, detail) };
}
