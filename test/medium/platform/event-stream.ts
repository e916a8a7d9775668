/** One event as it arrived. */
export interface Heard {
  readonly id: string | null;
  readonly type: string;
  readonly ids: readonly string[];
}

/** An event stream of the application under test, read in the background. */
export class EventStream {
  readonly heard: Heard[] = [];
  /** the id that a browser would resume with */
  lastId: string | null = null;
  ended = false;
  comments = 0;

  private constructor(private readonly abort: AbortController) {}

  static async open(
    url: string,
    headers: Record<string, string>,
    lastId?: string,
  ): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, {
      headers: { ...headers, ...(lastId ? { 'last-event-id': lastId } : {}) },
      signal: abort.signal,
    });
    if (!response.ok || !response.body)
      throw new Error(`answer ${response.status}: ${await response.text()}`);
    const stream = new EventStream(abort);
    void stream
      .read(response.body)
      .catch(() => undefined)
      .finally(() => {
        stream.ended = true;
      });
    await until(() => stream.lastId !== null, 'the stream stands');
    return stream;
  }

  types(): string[] {
    return this.heard.map(({ type }) => type);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    if (block.startsWith(':')) this.comments += 1;
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
    const id = field('id');
    if (id) this.lastId = id;
    const type = field('event');
    if (type)
      this.heard.push({
        id,
        type,
        ids: (JSON.parse(field('data') ?? '{}') as { ids: string[] }).ids,
      });
  }
}

/** Looks every 20 ms until `condition` holds. @throws Error naming `what` after `withinMs` */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 5000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
