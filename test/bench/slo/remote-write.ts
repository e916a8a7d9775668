import type { Series } from './simulate.js';

/** The NaN that ends a series (prometheus/model/value). */
const STALE = 0x7ff0000000000002n;
const LITERAL = 65_536;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

function field(number: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(body.length), body]);
}

/** Longest sample: its head, a double, and a time of up to nine bytes. */
const MAX_BYTES = 22;

/** Writes one sample into a buffer and gives where the next one goes. */
function putSample(into: Buffer, offset: number, at: number, value: number | null): number {
  let end = offset + 12;
  for (let rest = at; ; rest = Math.floor(rest / 128)) {
    into[end] = rest < 128 ? rest : (rest % 128) | 128;
    end += 1;
    if (rest < 128) break;
  }
  into.set([0x12, end - offset - 2, 0x09], offset);
  if (value === null) into.writeBigUInt64LE(STALE, offset + 3);
  else into.writeDoubleLE(value, offset + 3);
  into[offset + 11] = 0x10;
  return end;
}

function timeSeries({ labels, times, values }: Series, from: number, to: number): Buffer | null {
  const [first, after] = [lowerBound(times, from), lowerBound(times, to)];
  if (first === after) return null;
  const samples = Buffer.alloc((after - first) * MAX_BYTES);
  let end = 0;
  for (let i = first; i < after; i += 1)
    end = putSample(samples, end, times[i] ?? 0, values[i] ?? null);
  const names = Object.keys(labels).toSorted();
  const head = names.map((name) =>
    field(
      1,
      Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(labels[name] ?? ''))]),
    ),
  );
  return field(1, Buffer.concat([...head, samples.subarray(0, end)]));
}

function lowerBound(times: readonly number[], from: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Snappy's block format with literals only: valid, and nobody minds the size on loopback. */
function snappy(body: Buffer): Buffer {
  const parts = [varint(body.length)];
  for (let at = 0; at < body.length; at += LITERAL) {
    const chunk = body.subarray(at, at + LITERAL);
    const head = Buffer.from([61 << 2, 0, 0]);
    head.writeUInt16LE(chunk.length - 1, 1);
    parts.push(head, chunk);
  }
  return Buffer.concat(parts);
}

/**
 * Sends series to a Prometheus with a remote-write receiver, two hours of all of them at a time, as they would have come.
 * @throws Error when it refuses some
 */
export async function remoteWrite(
  url: string,
  series: readonly Series[],
  from: number,
  to: number,
): Promise<void> {
  const SPAN = 7_200_000;
  for (let at = from; at < to; at += SPAN) {
    const parts = series
      .map((one) => timeSeries(one, at, Math.min(at + SPAN, to)))
      .filter((part) => part !== null);
    if (parts.length === 0) continue;
    const headers = {
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
    };
    const answer = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers,
      body: snappy(Buffer.concat(parts)),
    });
    if (!answer.ok) throw new Error(`remote write: ${answer.status} ${await answer.text()}`);
  }
}
