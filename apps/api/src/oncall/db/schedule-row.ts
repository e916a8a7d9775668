import type { Selectable } from 'kysely';
import type { Schedule } from '../domain/schedule.js';
import type { SchedulesTable } from './tables.js';

/** A row of `schedules` with the ids of its members, in their order, by the place of the layer. */
export type ScheduleRow = Omit<
  Selectable<SchedulesTable>,
  'shifts_revision' | 'shifts_changed_at'
> & {
  readonly members: Readonly<Record<string, readonly string[]>>;
};

export function toRow({ timeZone, layers, labels, createdAt, updatedAt, ...same }: Schedule) {
  const stored = layers.map(({ rotation: { members: _members, ...rotation }, ...layer }) => ({
    ...layer,
    rotation,
  }));
  return {
    ...same,
    time_zone: timeZone,
    layers: JSON.stringify(stored),
    labels: JSON.stringify(labels),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export function memberRows({ id, territory, layers }: Schedule) {
  return layers.flatMap(({ rotation }, layer) =>
    rotation.members.map((user_id, position) => ({
      schedule_id: id,
      territory,
      layer,
      position,
      user_id,
    })),
  );
}

export function fromRow({
  time_zone: timeZone,
  created_at: createdAt,
  updated_at: updatedAt,
  members,
  layers,
  ...same
}: ScheduleRow): Schedule {
  return {
    ...same,
    timeZone,
    layers: layers.map((layer, i) => ({
      ...layer,
      // Layers that were written before there was such a thing have none.
      effectiveFrom: layer.effectiveFrom ?? null,
      rotation: { ...layer.rotation, members: members[i] ?? [] },
    })),
    createdAt,
    updatedAt,
  };
}
