import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A program that only counts: what Prometheus scrapes, the test knows exactly. */
export class MetricsTarget {
  private readonly counters = new Map<string, number>();
  private readonly types = new Map<string, string>();
  private readonly server = createServer((_request, response) => {
    const types = [...this.types].map(([family, type]) => `# TYPE ${family} ${type}`);
    const lines = [...types, ...[...this.counters].map(([series, value]) => `${series} ${value}`)];
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
      .end(`${lines.join('\n')}\n`);
  });

  /** @returns its port */
  async listen(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** @param series name with labels, e.g. `requests_total{code="200"}` */
  add(series: string, count: number): void {
    this.counters.set(series, (this.counters.get(series) ?? 0) + count);
  }

  /** Tells of what type a family of metrics is; of others nothing is told. */
  declare(family: string, type: string): void {
    this.types.set(family, type);
  }

  /** Sum over all series whose name with labels matches. */
  total(series: RegExp): number {
    return [...this.counters]
      .filter(([name]) => series.test(name))
      .reduce((sum, [, value]) => sum + value, 0);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
