import type { LiveEvent } from '../src/api/contract.js';
import { text, type Answer } from './answers.js';
import type { State } from './state.js';

const HEARTBEAT_MS = 2_000;
const READINGS_MS = 30_000;

/** An event stream: heartbeats, a `slo.readings` event every half minute, and whatever writes announce. */
export function liveStream(state: State): Answer<string> {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  let id = Date.now();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (line: string): void => controller.enqueue(encoder.encode(line));
      const onEvent = (event: LiveEvent): void =>
        send(`id: ${(id += 1)}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      const heartbeat = setInterval(() => send(': heartbeat\n\n'), HEARTBEAT_MS);
      const readings = setInterval(
        () => onEvent({ type: 'slo.readings', ids: [], at: new Date().toISOString() }),
        READINGS_MS,
      );
      state.listeners.add(onEvent);
      stop = () => {
        clearInterval(heartbeat);
        clearInterval(readings);
        state.listeners.delete(onEvent);
      };
      send(': connected\n\n');
    },
    cancel() {
      stop();
    },
  });
  return text(body, 'text/event-stream', { 'cache-control': 'no-store' });
}
