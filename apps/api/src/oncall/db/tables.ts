import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Labels } from '../../catalog/domain/labels.js';
import type { Layer } from '../domain/schedule.js';
import type { Rotation } from '../domain/turns.js';

/** A layer as it is stored: its members are rows of their own, so that the database knows of them. */
export type StoredLayer = Omit<Layer, 'rotation'> & {
  readonly rotation: Omit<Rotation, 'members'>;
};

export interface SchedulesTable {
  id: string;
  slug: string;
  name: string;
  territory: string;
  team: string | null;
  time_zone: string;
  layers: ColumnType<StoredLayer[], string, string>;
  labels: ColumnType<Labels, string, string>;
  version: number;
  created_at: Date;
  updated_at: Date;
  /** the database counts it */
  shifts_revision: ColumnType<number, never, never>;
  shifts_changed_at: ColumnType<Date, never, never>;
}

interface ScheduleMembersTable {
  schedule_id: string;
  territory: string;
  layer: number;
  position: number;
  user_id: string;
}

export interface ScheduleOverridesTable {
  id: string;
  number: GeneratedAlways<number>;
  schedule_id: string;
  territory: string;
  user_id: string;
  starts_at: Date;
  ends_at: Date;
  created_at: Date;
  created_by: string | null;
}

interface CalendarFeedsTable {
  id: string;
  user_id: string;
  schedule_id: string | null;
  token_hash: ColumnType<string, string, never>;
  created_at: ColumnType<Date, Date, never>;
  last_read_at: Date | null;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    schedules: SchedulesTable;
    schedule_members: ScheduleMembersTable;
    schedule_overrides: ScheduleOverridesTable;
    calendar_feeds: CalendarFeedsTable;
  }
}
