import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that a test may shut: what goes through it is cut, and nobody gets in. */
export class Gate {
  private readonly through = new Set<Socket>();
  private isShut = false;
  private readonly server = createServer((from) => {
    if (this.isShut) {
      from.destroy();
      return;
    }
    const to = connect(this.port, this.host);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.through.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        this.through.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });

  private constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** @param url of the server behind it */
  static async before(url: string): Promise<{ gate: Gate; url: string }> {
    const way = new URL(url);
    const gate = new Gate(way.hostname, Number(way.port));
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    way.host = `127.0.0.1:${(gate.server.address() as AddressInfo).port}`;
    return { gate, url: way.toString() };
  }

  shut(): void {
    this.isShut = true;
    for (const socket of this.through) socket.destroy();
  }

  open(): void {
    this.isShut = false;
  }

  async close(): Promise<void> {
    this.shut();
    this.server.close();
    await once(this.server, 'close');
  }
}
