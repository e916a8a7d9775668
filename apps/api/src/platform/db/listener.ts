import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './pool.js';

const RECONNECT_MS = 1000;

/**
 * One connection that only LISTENs. A notice may be lost: whoever needs certainty also looks by itself.
 * Reconnects by itself after the server was unavailable: `onLost` is called when the connection is gone, `onNotice` when it is back.
 */
export class Listener {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly onNotice: () => void,
    private readonly onLost: () => void = () => undefined,
  ) {}

  async start(): Promise<void> {
    if (this.closed) return;
    const application = `leitstand-listen-${this.channel}`;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: application,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => this.again(client));
    client.on('end', () => this.again(client));
    client.on('notification', () => this.onNotice());
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(this.channel)}`);
      this.onNotice();
    } catch {
      this.again(client);
    }
  }

  private again(client: pg.Client): void {
    if (this.closed || this.client !== client) return;
    this.client = null;
    this.onLost();
    void client.end().catch(() => undefined); // half open, it would hold a place on the server
    this.timer = setTimeout(() => void this.start(), RECONNECT_MS);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }
}
