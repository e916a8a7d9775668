import type { RotationTurn, TurnCount, Weekday } from '#contract';
import type { Schedule, ScheduleInput } from '../api/contract.js';
import { randomId } from '../util/random-id.js';

/** Somebody in a rotation. */
export interface MemberValues {
  /** tells the rows of a form apart, wherever they stand */
  key: string;
  /** a mail address */
  email: string;
}

/** Hours in which a layer counts. */
export interface HoursValues {
  key: string;
  days: Weekday[];
  from: string;
  to: string;
}

/** When a layer begins to count: it always did, with the first turn, or at another time. */
export const LAYER_BEGINS = ['first', 'other', 'always'] as const;
export type LayerBegin = (typeof LAYER_BEGINS)[number];

export interface LayerValues {
  key: string;
  name: string;
  turn: RotationTurn;
  every: string;
  handoff: string;
  /** `2026-01-05` */
  anchor: string;
  /** when the layer begins to count */
  begins: LayerBegin;
  /** `2026-01-05T09:00`, where it begins at another time than its first turn */
  effectiveFrom: string;
  members: MemberValues[];
  hours: HoursValues[];
  turns: TurnCount;
}

/** A schedule as its form holds it: everything text. */
export interface ScheduleValues {
  slug: string;
  name: string;
  territory: string;
  team: string;
  timeZone: string;
  layers: LayerValues[];
}

const OFFICE: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

export const blankMember = (email = ''): MemberValues => ({ key: randomId(), email });

export const blankHours = (): HoursValues => ({
  key: randomId(),
  days: OFFICE,
  from: '09:00',
  to: '17:00',
});

/** @param anchor the day on which its first turn begins */
export const blankLayer = (name: string, anchor: string): LayerValues => ({
  key: randomId(),
  name,
  turn: 'weekly',
  every: '1',
  handoff: '09:00',
  anchor,
  begins: 'first',
  effectiveFrom: '',
  members: [blankMember()],
  hours: [],
  turns: 'calendar',
});

/** The Monday of the week of an instant, by the clock of UTC. */
export function mondayOf(at: Date): string {
  const day = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - day * 86_400_000).toISOString().slice(0, 10);
}

/** The wall time at which the first turn of a layer begins. */
const firstTurn = ({ anchor, handoff }: { anchor: string; handoff: string }): string =>
  `${anchor}T${handoff}`;

function beginOf({ effectiveFrom, rotation }: Schedule['layers'][number]): LayerBegin {
  if (effectiveFrom === null) return 'always';
  return effectiveFrom === firstTurn(rotation) ? 'first' : 'other';
}

/** The wall time from which a layer of the form counts; null = it always did. */
function effectiveFrom(layer: LayerValues): string | null {
  if (layer.begins === 'always') return null;
  return layer.begins === 'first' ? firstTurn(layer) : layer.effectiveFrom;
}

export function scheduleValues(schedule: Schedule): ScheduleValues {
  const { slug, name, territory, team, timeZone, layers } = schedule;
  return {
    slug,
    name,
    territory,
    team: team ?? '',
    timeZone,
    layers: layers.map((layer) => ({
      key: randomId(),
      name: layer.name,
      turn: layer.rotation.turn,
      every: String(layer.rotation.every),
      handoff: layer.rotation.handoff,
      anchor: layer.rotation.anchor,
      begins: beginOf(layer),
      effectiveFrom: layer.effectiveFrom ?? '',
      members: layer.rotation.members.map(({ email }) => blankMember(email)),
      hours: layer.restrictions.map((hours) => ({ key: randomId(), ...hours })),
      turns: layer.turns,
    })),
  };
}

/** What is sent. Labels are not in the form, and keep their value. */
export function scheduleInput(values: ScheduleValues): ScheduleInput {
  return {
    name: values.name.trim(),
    territory: values.territory,
    team: values.team === '' ? null : values.team,
    timeZone: values.timeZone.trim(),
    layers: values.layers.map((layer) => ({
      name: layer.name.trim(),
      rotation: {
        turn: layer.turn,
        every: Number(layer.every),
        handoff: layer.handoff,
        anchor: layer.anchor,
        members: layer.members.map(({ email }) => email.trim()),
      },
      restrictions: layer.hours.map(({ days, from, to }) => ({ days, from, to })),
      turns: layer.turns,
      effectiveFrom: effectiveFrom(layer),
    })),
  };
}

/** Whether enough is filled in to ask what it would come to. */
export function isComplete({ slug, layers, timeZone }: ScheduleValues): boolean {
  return (
    slug !== '' &&
    timeZone !== '' &&
    layers.every(
      ({ name, every, handoff, anchor, begins, effectiveFrom: from, members, hours }) =>
        name.trim() !== '' &&
        (begins !== 'other' || from !== '') &&
        Number(every) >= 1 &&
        handoff !== '' &&
        anchor !== '' &&
        members.every(({ email }) => /.@.+\../.test(email)) &&
        hours.every((one) => one.days.length > 0 && one.from !== '' && one.to !== ''),
    )
  );
}
