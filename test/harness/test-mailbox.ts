import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on a free port that keeps what it is sent. */
export class TestMailbox {
  /** the mails so far, each as it came over the wire */
  readonly mails: string[] = [];
  /** SMTP code with which it turns every mail away; null = it takes them */
  refuses: number | null = null;
  /** it takes the mail, and the connection ends without a word of what became of it */
  isSilent = false;
  /** how many connections it took so far */
  connections = 0;
  private isGreeting = true;
  private readonly sockets = new Set<Socket>();
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) =>
      done(this.isGreeting ? null : Object.assign(new Error('not you'), { responseCode: 554 })),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (this.refuses !== null) {
          done(Object.assign(new Error('not now'), { responseCode: this.refuses }));
          return;
        }
        if (this.isSilent) {
          this.hangUp();
          return;
        }
        this.mails.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });

  /** false: it hangs up, and turns everybody away at the greeting, for good by its words */
  set greets(greets: boolean) {
    this.isGreeting = greets;
    if (!greets) this.hangUp();
  }

  /** Ends every connection without a word. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** @returns its address for `LEITSTAND_SMTP_URL` */
  async open(): Promise<string> {
    this.server.server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.hangUp();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
