import type { TurnCount } from '#contract';
import type { ContentOf, Resource } from '../../catalog/domain/resource.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { Restriction } from './restrictions.js';
import type { Rotation } from './turns.js';

/** One rotation, and the hours in which it counts. */
export interface Layer {
  /** within its schedule */
  readonly name: string;
  readonly rotation: Rotation;
  /** none = at all times */
  readonly restrictions: readonly Restriction[];
  readonly turns: TurnCount;
  /** wall time from which it counts, e.g. `2026-12-14T09:00`: nobody is on call by it before; none = it always did */
  readonly effectiveFrom?: string | null;
}

/** Who is on call when. At every instant the first layer with somebody counts, unless an override says otherwise. */
export interface Schedule extends Resource {
  /** slug of the team whose schedule it is; null = nobody's */
  readonly team: string | null;
  /** IANA name: all its times of day are meant there */
  readonly timeZone: string;
  /** first to last: the first one with somebody counts */
  readonly layers: readonly Layer[];
}

export type ScheduleContent = ContentOf<Schedule>;

/** Everybody that a schedule names, once. */
export function membersOf({ layers }: Pick<Schedule, 'layers'>): string[] {
  return [...new Set(layers.flatMap(({ rotation }) => rotation.members))];
}

/** The same layers with other words for their members. */
export function withMembers(
  layers: readonly Layer[],
  of: (member: string, path: string) => string,
): Layer[] {
  return layers.map((layer, i) => ({
    ...layer,
    rotation: {
      ...layer.rotation,
      members: layer.rotation.members.map((member, j) =>
        of(member, `layers.${i}.rotation.members.${j}`),
      ),
    },
  }));
}

/** Names of layers say whose shift it is, so each is given once. */
export function layerFaults(layers: readonly Pick<Layer, 'name'>[]): FieldError[] {
  const first = new Map<string, number>();
  return layers.flatMap(({ name }, i) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, i);
      return [];
    }
    const message = `is the name of layer ${before + 1} already.`;
    return [{ path: `layers.${i}.name`, code: 'duplicate', message }];
  });
}
