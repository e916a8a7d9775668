import type { LiveEvent } from '../src/api/contract.js';
import type { State } from './state.js';

const HEARTBEAT_MS = 15_000;
const READINGS_MS = 30_000;

/** An event stream: heartbeats, a `slo.readings` event every half minute, and whatever writes announce. */
export function liveStream(state: State): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  let id = Date.now();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
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
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}
