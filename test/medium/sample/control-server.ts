import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** How the control endpoint of a sample shop behaves in a test; `null` never answers. */
export type Behaviour = (method: string, body: unknown) => Reply | null;

/** A control endpoint on a free port whose behaviour a test sets. */
export class ControlServer {
  behave: Behaviour = () => null;
  readonly calls: string[] = [];
  /** what the newest request brought */
  authorization: string | undefined;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await request.toArray()).join('');
    this.calls.push(`${request.method} ${request.url} ${text}`.trim());
    this.authorization = request.headers.authorization;
    const reply = this.behave(request.method ?? '', text ? JSON.parse(text) : null);
    if (!reply) return;
    response
      .writeHead(reply.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(reply.body));
  }
}
