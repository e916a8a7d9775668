import type { ServerResponse } from 'node:http';

/** One field that was refused: dotted path, stable code, sentence. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** What a handler answers: a status and a JSON body, or a problem. */
export type Answer =
  | { status: number; body: unknown }
  | {
      problem: {
        status: number;
        code: string;
        title: string;
        detail: string;
        errors?: FieldError[];
        allow?: string;
      };
    };

/** A problem answer (RFC 9457). */
export function problem(
  status: number,
  code: string,
  title: string,
  detail: string,
  errors?: FieldError[],
): Answer {
  return { problem: { status, code, title, detail, ...(errors ? { errors } : {}) } };
}

/** The answer to a method that a path does not serve. */
export function wrongMethod(allow: string): Answer {
  return {
    problem: {
      status: 405,
      code: 'method-not-allowed',
      title: 'Method not allowed',
      detail: `Use ${allow}.`,
      allow,
    },
  };
}

/** Writes an answer; a request whose connection is already gone is left alone. */
export function send(response: ServerResponse, answer: Answer, requestId: string): void {
  if (response.headersSent || response.destroyed) return;
  response.setHeader('x-request-id', requestId);
  if ('body' in answer) {
    write(response, answer.status, 'application/json', answer.body);
    return;
  }
  const { allow, ...rest } = answer.problem;
  if (allow) response.setHeader('allow', allow);
  write(response, rest.status, 'application/problem+json', {
    type: 'about:blank',
    ...rest,
    requestId,
  });
}

function write(response: ServerResponse, status: number, type: string, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
