import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Problem } from './problem.js';

type Fault = readonly [status: number, reason: string, code: string, title: string];

const BROKEN: Fault = [400, 'Bad Request', 'validation-failed', 'This is not HTTP'];
const FAULTS: Readonly<Record<string, Fault>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'Request Timeout',
    'request-timeout',
    'The request took too long to arrive',
  ],
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'headers-too-large',
    'The headers are too large',
  ],
};

/** Answers on a bare socket what Node cannot read as a request, and ends the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable)
    return void socket.destroy();
  const [status, reason, code, title] = FAULTS[error.code ?? ''] ?? BROKEN;
  const problem: Problem = {
    type: `urn:leitstand:problem:${code}`,
    title,
    status,
    detail: `${title}.`,
    code,
    requestId: randomUUID(),
  };
  const body = JSON.stringify(problem);
  const headers = `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${headers}\r\n\r\n${body}`);
}
