import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { Clock } from '../kernel/clock.js';
import { LogDestination, descriptorSink, type LogSink } from './log-destination.js';

/** A sink that refuses with a code until it is told otherwise, and takes so many bytes at a time. */
class Refusing implements LogSink {
  text = '';
  attempts = 0;
  code: string | null = null;
  most = Infinity;

  write(data: Buffer, done: (error: NodeJS.ErrnoException | null, taken: number) => void): void {
    this.attempts += 1;
    const { code } = this;
    if (code) return done(Object.assign(new Error(code), { code }), 0);
    const taken = data.subarray(0, this.most);
    this.text += taken.toString();
    done(null, taken.length);
  }

  writeSync(data: Buffer): void {
    this.text += data.toString();
  }
}

const clock = new (class extends Clock {
  now(): Date {
    return new Date(5);
  }
})();

describe('a log that cannot be written', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EAGAIN', 'EPIPE'])(
    'blocks nobody and keeps what fits (%s); whole lines follow once it can be written',
    (code) => {
      jest.useFakeTimers();
      const sink = new Refusing();
      const log = new LogDestination(sink, clock);
      sink.code = code;
      log.write('one\n');
      log.write('two\n');
      expect([sink.attempts, log.trouble]).toEqual([1, code === 'EAGAIN' ? null : code]);
      sink.code = null;
      sink.most = 3;
      jest.advanceTimersByTime(1000);
      expect([sink.text, log.trouble]).toEqual(['one\ntwo\n', null]);
      jest.useRealTimers();
    },
  );

  it('holds a bounded number of lines, counts the others, and says so when it goes on', () => {
    jest.useFakeTimers();
    const sink = new Refusing();
    sink.code = 'ENOSPC';
    const log = new LogDestination(sink, clock);
    const line = `${'x'.repeat(9_999)}\n`;
    for (let n = 0; n < 250; n += 1) log.write(line);
    sink.code = null;
    jest.advanceTimersByTime(1000);
    const lines = sink.text.trimEnd().split('\n');
    const told = JSON.parse(lines.at(-1) ?? '') as { dropped: number; reason: string; msg: string };
    expect(lines.length - 1 + told.dropped).toBe(250);
    expect(lines.length).toBeLessThanOrEqual(102);
    expect(told).toMatchObject({
      level: 40,
      time: 5,
      reason: 'ENOSPC',
      msg: `${told.dropped} log lines were dropped while the log could not be written (ENOSPC)`,
    });
    jest.useRealTimers();
  });

  it('is a real pipe whose reader sleeps, and then goes away', async () => {
    const reader = spawn('sleep', ['60'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const pipe = reader.stdin as unknown as { _handle: { fd: number } } & typeof reader.stdin;
    pipe.on('error', () => undefined);
    const log = new LogDestination(descriptorSink(pipe._handle.fd), clock);
    const began = performance.now();
    for (let n = 0; n < 300; n += 1) log.write(`${'x'.repeat(9_999)}\n`);
    await new Promise(setImmediate);
    expect([performance.now() - began < 2000, log.trouble]).toEqual([true, null]);
    const gone = once(reader, 'exit');
    reader.kill();
    await gone;
    const deadline = Date.now() + 5000;
    while (log.trouble === null && Date.now() < deadline) await new Promise(setImmediate);
    expect(log.trouble).toMatch(/^E(PIPE|CONNRESET|BADF)$/);
  });

  it('is a real full device, too', async () => {
    const descriptor = openSync('/dev/full', 'w');
    const log = new LogDestination(descriptorSink(descriptor), clock);
    log.write('one\n');
    const deadline = Date.now() + 5000;
    while (log.trouble === null && Date.now() < deadline) await new Promise(setImmediate);
    expect(log.trouble).toBe('ENOSPC');
    closeSync(descriptor);
  });
});

describe('a process that ends', () => {
  it('has written what waited behind the write under way, unless the log cannot be written', () => {
    const sink = new Refusing();
    const log = new LogDestination(
      {
        write: () => undefined, // under way for good
        writeSync: (data) => sink.writeSync(data),
      },
      clock,
    );
    for (const line of ['one\n', 'two\n', 'three\n']) log.write(line);
    log.flushSync();
    expect(sink.text).toBe('two\nthree\n');
    sink.code = 'ENOSPC';
    const full = new LogDestination(sink, clock);
    full.write('four\n');
    full.write('five\n');
    full.flushSync();
    expect(sink.text).toBe('two\nthree\n');
  });
});
