/** A pair of tones, then a pause: told apart from a telephone, and from the one tone of everything else. In hertz and seconds. */
const TONES = [880, 1175] as const;
const TONE_S = 0.28;
const PAUSE_S = 1.44;
/** A browser that plays at all has played one pair long before. */
const PATIENCE_MS = 3_000;
/** One that lets a page make a sound without a press does so long before. */
const BLOCKED_MS = 1_000;
const LOUDNESS = 0.35;
const EDGE_S = 0.015;

/**
 * The sound of this tab, made by the browser itself. It has to be started by a press (browsers let no page make a sound by itself), and
 * repeats without timers, which browsers slow down in tabs that nobody sees.
 */
export class Bell {
  private context: AudioContext | null = null;
  private readonly sounding = new Set<AudioBufferSourceNode>();
  /** Grows with each ring and each hush, so that what was begun before does not go on. */
  private turn = 0;
  private proven = false;

  /** @param onSilenced hears that the browser stopped the sound by itself */
  constructor(private readonly onSilenced: () => void) {}

  /** Plays once. Has to be called within a press. @returns whether it was played to its end */
  async prove(): Promise<boolean> {
    try {
      const context = this.context ?? this.open();
      void context.resume().catch(() => undefined);
      this.proven = await this.play();
      return this.proven;
    } catch {
      return false; // a browser without sound
    }
  }

  /** Makes sure that this tab may make a sound by itself, without one. @returns whether it may */
  async proveSilently(): Promise<boolean> {
    try {
      const context = this.context ?? this.open();
      void context.resume().catch(() => undefined);
      this.proven = (await runs(context)) && (await this.play(0));
      return this.proven;
    } catch {
      return false; // a browser without sound
    }
  }

  /** Repeats until `hush`. @returns whether the first pair of tones was played to its end */
  async ring(): Promise<boolean> {
    this.hush();
    const { turn } = this;
    const played = await this.play();
    if (played && turn === this.turn && this.context) this.start(this.context, true);
    return played;
  }

  /** No sound now. */
  hush(): void {
    this.turn += 1;
    for (const source of this.sounding) source.stop();
    this.sounding.clear();
  }

  private open(): AudioContext {
    const context = new AudioContext();
    this.context = context;
    context.addEventListener('statechange', () => {
      if (context === this.context && context.state !== 'running' && this.proven) this.onSilenced();
    });
    return context;
  }

  private async play(loudness = LOUDNESS): Promise<boolean> {
    const { context } = this;
    if (!context) return false;
    const source = this.start(context, false, loudness);
    return new Promise<boolean>((resolve) => {
      source.addEventListener('ended', () => {
        this.sounding.delete(source);
        resolve(context.state === 'running');
      });
      setTimeout(() => resolve(false), PATIENCE_MS);
    });
  }

  private start(
    context: AudioContext,
    repeats: boolean,
    loudness = LOUDNESS,
  ): AudioBufferSourceNode {
    const source = context.createBufferSource();
    source.buffer = bufferOf(context, repeats ? PAUSE_S : 0, loudness);
    source.loop = repeats;
    source.connect(context.destination);
    source.start();
    this.sounding.add(source);
    return source;
  }

  /** No sound any more, until it is proven anew. */
  async close(): Promise<void> {
    this.hush();
    const { context } = this;
    this.context = null;
    this.proven = false;
    await context?.close().catch(() => undefined);
  }
}

/** Whether the browser lets it run: it does so at once, or not before a press. */
function runs(context: AudioContext): Promise<boolean> {
  if (context.state === 'running') return Promise.resolve(true);
  return new Promise((resolve) => {
    context.addEventListener('statechange', () => resolve(context.state === 'running'), {
      once: true,
    });
    setTimeout(() => resolve(context.state === 'running'), BLOCKED_MS);
  });
}

/** The tones, with soft edges, and silence behind them. */
function bufferOf(context: AudioContext, pause: number, loudness: number): AudioBuffer {
  const rate = context.sampleRate;
  const length = Math.round(TONE_S * rate);
  const buffer = context.createBuffer(1, Math.round((TONES.length * TONE_S + pause) * rate), rate);
  const samples = buffer.getChannelData(0);
  for (const [place, hertz] of TONES.entries())
    for (let at = 0; at < length; at += 1) {
      const edge = Math.min(1, at / (EDGE_S * rate), (length - at) / (EDGE_S * rate));
      samples[place * length + at] = loudness * edge * Math.sin((2 * Math.PI * hertz * at) / rate);
    }
  return buffer;
}
