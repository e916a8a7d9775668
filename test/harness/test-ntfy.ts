import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the server would hand it to whoever listens to its topic. */
export interface NtfyPublished {
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  readonly priority: number;
  readonly click?: string;
  readonly actions: readonly {
    readonly action: string;
    readonly label: string;
    readonly url: string;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }[];
}

const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;
const MOST_BYTES = 4096;

/** Takes messages as a server of ntfy does that are published as JSON: its checks, its answers. Keeps what it was given. */
export class TestNtfy {
  readonly published: NtfyPublished[] = [];
  /** what came with each request */
  readonly credentials: (string | undefined)[] = [];
  /** status with which it turns everything away; null = it takes what is right */
  refuses: number | null = null;
  /** where it sends whoever asks, with a 307 */
  redirects: string | null = null;
  /** it takes requests and never answers */
  isSilent = false;
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });

  /** @returns its origin */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.credentials.push(request.headers.authorization);
    if (this.isSilent) return;
    if (this.redirects !== null) {
      response.writeHead(307, { location: this.redirects }).end();
      return;
    }
    const [status, error] = this.verdict(request, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(error === null ? { id: 'x', event: 'message' } : { error }));
  }

  private verdict(request: IncomingMessage, body: string): [number, string | null] {
    if (this.refuses !== null) return [this.refuses, 'told to refuse'];
    if (request.method !== 'POST' || request.url !== '/') return [404, 'page not found'];
    const message = JSON.parse(body) as NtfyPublished;
    if (!TOPIC.test(message.topic)) return [400, 'invalid request: topic invalid'];
    if (message.priority < 1 || message.priority > 5) return [400, 'invalid request: priority'];
    if (message.actions.length > 3) return [400, 'invalid request: only 3 actions are allowed'];
    for (const { action, label, url } of message.actions)
      if (!['view', 'http', 'broadcast'].includes(action) || label === '' || !URL.canParse(url))
        return [400, 'invalid request: actions invalid'];
    if (Buffer.byteLength(message.message) > MOST_BYTES) return [413, 'too large'];
    this.published.push(message);
    return [200, null];
  }
}
