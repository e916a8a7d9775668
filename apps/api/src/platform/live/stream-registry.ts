import type { IncomingHttpHeaders } from 'node:http';
import type { EffectivePermissions } from '../http/admission.js';
import { DomainError } from '../kernel/domain-error.js';
import type { StreamClient } from './stream-client.js';
import type { TerritoryFeed } from './territory-feed.js';

const MAX_STREAMS = 1000;
const MAX_PER_PERSON = 20;

/** One open stream with the request it came by and the feed it listens to. */
export interface OpenStream {
  readonly client: StreamClient;
  readonly headers: IncomingHttpHeaders;
  readonly feed: TerritoryFeed;
}

/** The open streams of this process: bounded, so that nobody can take the server's memory by opening more. */
export class StreamRegistry {
  private readonly streams = new Set<OpenStream>();

  /**
   * @param person with all their sessions and tokens together
   * @throws DomainError `rate-limited` (of this person), `dependency-unavailable` (of everybody)
   */
  admit(person: string): void {
    const own = this.all().filter(({ client }) => client.person === person).length;
    if (own >= MAX_PER_PERSON)
      throw new DomainError(
        'rate-limited',
        `You have ${own} event streams open, those of your API tokens included; close one first.`,
      );
    if (this.streams.size >= MAX_STREAMS)
      throw new DomainError(
        'dependency-unavailable',
        `This server has as many event streams open as it keeps, ${MAX_STREAMS}. Try again shortly.`,
      );
  }

  add(stream: OpenStream): void {
    this.streams.add(stream);
  }

  /** @returns false when it was not there any more */
  remove(stream: OpenStream): boolean {
    stream.feed.clients.delete(stream.client);
    return this.streams.delete(stream);
  }

  get size(): number {
    return this.streams.size;
  }

  all(): OpenStream[] {
    return [...this.streams];
  }
}

/** Two sets of permissions with the same text may hear the same events. */
export function permissionsKey(held: EffectivePermissions): string {
  return [...held]
    .map(([permission, territories]) => `${permission}=${territories.join('+')}`)
    .sort()
    .join(';');
}

/** Every territory in which anything is held. */
export function territoriesOf(held: EffectivePermissions): string[] {
  return [...new Set([...held.values()].flat())].sort();
}
