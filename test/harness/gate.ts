import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where a way to PostgreSQL breaks. */
export interface Cut {
  readonly word: string;
  /** before the COMMIT arrives; while it is `held` on its way (`deliver`); after it was carried out, `unheard` by the client or `heard` */
  readonly at: 'before' | 'held' | 'unheard' | 'heard';
  /** whether nobody gets in afterwards */
  readonly shuts?: boolean;
}

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
    this.watch(from, to);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.through.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        this.through.delete(one);
        if (other !== this.held?.to) other.destroy();
      });
    }
  });
  private cut: Cut | null = null;
  private held: { readonly to: Socket; readonly data: Buffer } | null = null;

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

  /** Breaks the way once, at the next COMMIT of a transaction of which the client said `word`. */
  cutAtCommit(cut: Cut): void {
    this.cut = cut;
  }

  /** Lets the COMMIT that was held arrive after all; resolves when the server has answered to it, or has ended the connection. */
  async deliver(): Promise<void> {
    if (!this.held) throw new Error('no COMMIT is held');
    const { to, data } = this.held;
    const answered = Promise.race([once(to, 'data'), once(to, 'close')]);
    to.write(data);
    await answered;
    this.held = null;
    to.destroy();
  }

  private watch(from: Socket, to: Socket): void {
    let isMeant = false;
    let answering: Cut | null = null;
    const broken = ({ shuts }: Cut) => {
      from.destroy();
      to.destroy();
      if (shuts) this.shut();
    };
    from.on('data', (data) => {
      const text = data.toString('latin1');
      const { cut } = this;
      if (cut && text.includes(cut.word)) isMeant = true;
      if (cut && isMeant && text.includes('commit\0')) {
        this.cut = null;
        if (cut.at === 'before') return broken(cut);
        if (cut.at === 'held') {
          this.held = { to, data };
          from.destroy();
          return;
        }
        answering = cut;
      }
      to.write(data);
    });
    to.on('data', (data) => {
      const cut = answering;
      if (cut?.at === 'unheard') return broken(cut);
      from.write(data, () => cut && broken(cut));
    });
    from.on('end', () => to.end());
    to.on('end', () => from.end());
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
