import { createParser, type EventSourceMessage } from 'eventsource-parser';

export interface EventStreamHandlers {
  /** bytes arrived, if only a heartbeat */
  readonly onHeard: () => void;
  /** where to resume after; comes before its event, and also alone */
  readonly onId: (id: string) => void;
  readonly onEvent: (event: EventSourceMessage) => void;
}

/**
 * Reads a text/event-stream (WHATWG HTML, section 9.2) to its end, however its bytes are cut into chunks.
 * @throws what the stream fails with
 */
export async function readEventStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onHeard, onId, onEvent }: EventStreamHandlers,
): Promise<void> {
  const parser = createParser({ onId, onEvent });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onHeard();
    parser.feed(value);
  }
}
