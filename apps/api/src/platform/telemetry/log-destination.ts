import { write, writeSync } from 'node:fs';
import { Counter } from 'prom-client';
import { Clock, SystemClock } from '../kernel/clock.js';
import { metricName } from './metric-name.js';

/** Lines wait in memory up to this many characters; what comes beyond is dropped, and counted. */
const MOST_WAITING = 1_000_000;
/** At most this much goes into one write. */
const CHUNK = 64_000;
const BUSY_RETRY_MS = 100;
const FULL_RETRY_MS = 1000;

/** The file or pipe of the log, as far as the destination needs it. */
export interface LogSink {
  /** Writes without blocking the program; calls back with the number of bytes taken. */
  write(data: Buffer, done: (error: NodeJS.ErrnoException | null, taken: number) => void): void;
  /** Writes at once; for the way out. @throws what the system says */
  writeSync(data: Buffer): void;
}

/** A descriptor as a sink. Its writes wait on a thread of their own, so that a slow disk or a reader that sleeps holds up nothing. */
export function descriptorSink(descriptor: number): LogSink {
  return {
    write: (data, done) => write(descriptor, data, 0, data.length, null, done),
    writeSync: (data) => void writeSync(descriptor, data),
  };
}

const dropped = new Counter({
  name: metricName('leitstand_log_dropped_total'),
  help: 'Log lines that were dropped because the log could not be written and the buffer was full',
});

/**
 * Where log lines go. Never blocks and never throws: while the log cannot be written (the disk is full, nobody reads the pipe) lines wait
 * in a bounded buffer and are then dropped; once it can be written again, a line says how many.
 */
export class LogDestination {
  private waiting: string[] = [];
  private characters = 0;
  private lost = 0;
  private lostTo = '';
  private fault: string | null = null;
  private busy = false;
  /** between a write that failed and the next attempt */
  private resting = false;
  private rest: Buffer | null = null;

  constructor(
    private readonly sink: LogSink,
    private readonly clock: Clock,
  ) {}

  /** The system's code (`ENOSPC`, …) while the log cannot be written, else null. */
  get trouble(): string | null {
    return this.fault;
  }

  /** Takes a whole line, its newline included. */
  write(line: string): void {
    if (this.characters + line.length > MOST_WAITING) {
      this.lost += 1;
      this.lostTo = this.fault ?? 'slow';
      dropped.inc();
      return;
    }
    this.waiting.push(line);
    this.characters += line.length;
    this.pump();
  }

  /** Writes what still waits, once, for a process that ends now; a write under way ends by itself. */
  flushSync(): void {
    if (this.resting || this.waiting.length === 0) return;
    try {
      this.sink.writeSync(Buffer.from(this.waiting.splice(0).join('')));
    } catch {
      // nobody is left to be told
    }
  }

  private pump(): void {
    if (this.busy) return;
    const data = this.next();
    if (!data) return;
    this.busy = true;
    this.sink.write(data, (error, taken) => this.written(data, error, taken));
  }

  private next(): Buffer | null {
    if (this.rest) return this.rest;
    if (this.waiting.length === 0) return null;
    let size = 0;
    let count = 0;
    while (count < this.waiting.length && (count === 0 || size < CHUNK))
      size += this.waiting[count++]?.length ?? 0;
    const text = this.waiting.splice(0, count).join('');
    this.characters -= text.length;
    this.rest = Buffer.from(text);
    return this.rest;
  }

  private written(data: Buffer, error: NodeJS.ErrnoException | null, taken: number): void {
    if (error) {
      const { code = 'EIO' } = error;
      const busy = code === 'EAGAIN' || code === 'EINTR';
      if (!busy) this.fault = code;
      return this.later(busy ? BUSY_RETRY_MS : FULL_RETRY_MS);
    }
    this.busy = false;
    this.rest = taken < data.length ? data.subarray(taken) : null;
    if (this.rest) return this.pump();
    this.fault = null;
    this.tellLosses();
    this.pump();
  }

  private later(ms: number): void {
    this.resting = true;
    setTimeout(() => {
      this.resting = false;
      this.busy = false;
      this.pump();
    }, ms).unref();
  }

  private tellLosses(): void {
    if (this.lost === 0) return;
    const told = {
      level: 40,
      time: this.clock.now().getTime(),
      pid: process.pid,
      dropped: this.lost,
      reason: this.lostTo,
      msg: `${this.lost} log lines were dropped while the log could not be written (${this.lostTo})`,
    };
    this.lost = 0;
    this.waiting.push(`${JSON.stringify(told)}\n`);
    this.characters += this.waiting.at(-1)?.length ?? 0;
  }
}

/** The log of this process: its standard output. */
export const processLog = new LogDestination(descriptorSink(1), new SystemClock());

/** A full disk or a reader that went away must not end the process by an error of its own output either. Call once, first of all. */
export function surviveOwnOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.once('exit', () => processLog.flushSync());
}
