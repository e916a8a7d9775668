/** Runs in a thread of its own: reads large documents while the event loop answers others. */
import { readStream, type StreamRead } from './yaml-stream.js';

/** @returns what `readStream` gives */
export function read(source: string): Promise<StreamRead | null> {
  return readStream(source);
}
