import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';

export type ComponentName = 'postgres' | 'redis' | 'prometheus' | 'alertmanager' | 'worker' | 'rules' | 'ledger';
export type ComponentState = 'up' | 'degraded' | 'down';

/** How one dependency is doing, since when, and why in a sentence. */
export interface Component {
  readonly name: ComponentName;
  readonly state: ComponentState;
  readonly since: Date;
  readonly message: string | null;
}

/** Looks at one dependency. Throwing means down, with the error's message. */
export type Probe = () => Promise<{ state: ComponentState; message: string | null }>;

const EVERY_MS = 2000;
const TIMEOUT_MS = 1500;

/**
 * Knows how every dependency is doing, from memory: asking costs nothing and works when the database is away.
 * Rooms register probes for what they depend on.
 */
@Injectable()
export class StatusBoard implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly probes = new Map<ComponentName, Probe>();
  private readonly components = new Map<ComponentName, Component>();
  private readonly listeners = new Set<() => void>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly clock: Clock) {}

  register(name: ComponentName, probe: Probe): void {
    this.probes.set(name, probe);
  }

  /** Calls `listener` whenever a component changes its state. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  all(): Component[] {
    return [...this.components.values()];
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  private async look(): Promise<void> {
    await Promise.all([...this.probes].map(([name, probe]) => this.lookAt(name, probe)));
  }

  private async lookAt(name: ComponentName, probe: Probe): Promise<void> {
    const seen = await within(probe).catch((error: unknown) => ({ state: 'down' as const, message: error instanceof Error ? error.message : String(error) }));
    const before = this.components.get(name);
    const since = before?.state === seen.state ? before.since : this.clock.now();
    this.components.set(name, { name, since, ...seen });
    if (before && before.state !== seen.state) for (const tell of this.listeners) tell();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}

async function within(probe: Probe): ReturnType<Probe> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([probe(), late]);
  } finally {
    clearTimeout(timer);
  }
}
