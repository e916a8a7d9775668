/** One server-sent event, or a comment line (a heartbeat) with `event` null. */
export interface StreamEvent {
  id: string | null;
  event: string | null;
  data: string;
}

/**
 * Reads the complete events out of a text/event-stream buffer (WHATWG HTML, section 9.2).
 * Gives them with the unfinished rest, which goes in front of the next chunk.
 */
export function readEventStream(buffer: string): { events: StreamEvent[]; rest: string } {
  const blocks = buffer.replace(/\r\n?/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  const events = blocks.filter((block) => block !== '').map(readBlock);
  return { events, rest };
}

function readBlock(block: string): StreamEvent {
  const found: StreamEvent = { id: null, event: null, data: '' };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') found.id = value;
    else if (field === 'event') found.event = value;
    else if (field === 'data') data.push(value);
  }
  if (data.length > 0 && found.event === null) found.event = 'message';
  return { ...found, data: data.join('\n') };
}
