import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/**
 * How a mail server behaves: it `takes` mails; `refuses` them for the time being (451); `lies`: it keeps the mail, and the connection
 * ends before anybody is told; is `half-open`: the connection stands, and nobody is ever greeted; `swallows`: it says that it took the
 * mail, and keeps nothing.
 */
export type Manner = 'takes' | 'refuses' | 'lies' | 'half-open' | 'swallows';

/** A mail that a sink kept. */
export interface Kept {
  /** id of the notification */
  readonly messageId: string;
  /** the mark of what it is about; empty when it has none */
  readonly mark: string;
  readonly to: string;
  /** whether it says that it may be the second one */
  readonly saysAgain: boolean;
}

/** By it a page is told from any other: it stands in the title of the incident. */
export const MARK = /chaos-[a-z0-9-]+?-\d{4}/;
const AGAIN = 'a second time';

/** An SMTP server that counts what arrives, and behaves as a test says. */
export class Sink {
  manner: Manner = 'takes';
  /** how long it takes over a mail, in milliseconds */
  delay = 0;
  private readonly mails: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => {
      if (this.manner !== 'half-open') done();
    },
    onData: (stream, { remotePort }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail = Buffer.concat(chunks).toString('utf8');
        const take = () => this.took(mail, remotePort, done);
        if (this.delay > 0) setTimeout(take, this.delay);
        else take();
      });
    },
  });

  /** @returns its address for `LEITSTAND_SMTP_URL` */
  async open(): Promise<string> {
    // Whoever talked to it may have been killed.
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.sockets.delete(socket));
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server.server, 'listening');
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** How many mails it kept so far. */
  get count(): number {
    return this.mails.length;
  }

  /** Whether a mail about this was kept. */
  has(mark: string): boolean {
    return this.mails.some((mail) => mail.includes(mark));
  }

  /** Ends what stands open, as a server does that comes back after it hung. @param port of one caller alone */
  hangUp(port?: number): void {
    for (const socket of this.sockets)
      if (port === undefined || socket.remotePort === port) socket.destroy();
  }

  /** What it kept. @param since how many there were before */
  async kept(since = 0): Promise<Kept[]> {
    return Promise.all(
      this.mails.slice(since).map(async (raw) => {
        const { subject = '', text = '', to, messageId = '' } = await PostalMime.parse(raw);
        return {
          messageId,
          mark: MARK.exec(subject)?.[0] ?? '',
          to: to?.[0]?.address ?? '',
          saysAgain: text.includes(AGAIN),
        };
      }),
    );
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private took(mail: string, port: number, done: (error?: Error) => void): void {
    if (this.manner === 'refuses') {
      done(Object.assign(new Error('not now'), { responseCode: 451 }));
      return;
    }
    if (this.manner !== 'swallows') this.mails.push(mail);
    if (this.manner === 'lies') this.hangUp(port);
    else done();
  }
}
