import type { Override, Person, Schedule, User } from '../../src/api/contract.js';
import { uuid } from '../random.js';
import { ago, ahead } from '../time.js';

/** Somebody as schedules show them. */
export const personOf = ({ id, name, email, disabled }: User): Person => ({
  id,
  name,
  email,
  active: !disabled,
});

type Layer = Schedule['layers'][number];

/** A schedule as the mock API remembers it, with its overrides. */
export interface KeptSchedule {
  readonly schedule: Schedule;
  readonly overrides: Override[];
}

const layer = (name: string, members: Person[], change: Partial<Layer> = {}): Layer => ({
  name,
  rotation: { turn: 'weekly', every: 1, handoff: '09:00', anchor: '2026-01-05', members },
  restrictions: [],
  turns: 'calendar',
  effectiveFrom: null,
  ...change,
});

const OFFICE = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '09:00',
  to: '17:00',
} satisfies Layer['restrictions'][number];

type Seed = Pick<Schedule, 'slug' | 'name' | 'team' | 'layers'> & Partial<Schedule>;

/** @param cover who stands in, made by whom, for eight hours, in how many hours */
function kept(
  now: Date,
  seed: Seed,
  cover: { user: Person; by: Person; in: number },
): KeptSchedule {
  const schedule = {
    territory: 'DE',
    timeZone: 'Europe/Berlin',
    labels: {},
    sample: false,
    version: 2,
    updatedAt: ago(now, { days: 9 }),
    ...seed,
  };
  const override = {
    id: uuid(`override-${seed.slug}`),
    user: cover.user,
    start: ahead(now, { hours: cover.in }),
    end: ahead(now, { hours: cover.in + 8 }),
    createdAt: ago(now, { hours: 3 }),
    createdBy: cover.by,
  };
  return { schedule, overrides: [override] };
}

export function schedules(now: Date, users: readonly User[]): KeptSchedule[] {
  const [anna, ben, carla] = ['anna', 'ben', 'carla'].map(
    (start) => users.filter(({ email }) => email.startsWith(`${start}.`)).map(personOf)[0],
  ) as [Person, Person, Person];
  const office = layer('Office', [ben], { restrictions: [OFFICE], turns: 'worked' });
  return [
    kept(
      now,
      {
        slug: 'commerce-primary',
        name: 'Commerce',
        team: 'commerce',
        layers: [layer('Primary', [anna, ben])],
      },
      { user: ben, by: anna, in: 20 },
    ),
    kept(
      now,
      {
        slug: 'platform-office',
        name: 'Platform, office hours',
        team: 'platform',
        layers: [office],
      },
      { user: anna, by: anna, in: 30 },
    ),
    kept(
      now,
      {
        slug: 'schweiz',
        name: 'Schweiz',
        team: 'schweiz',
        territory: 'CH',
        timeZone: 'Europe/Zurich',
        layers: [layer('Woche', [carla, ben])],
      },
      { user: ben, by: anna, in: 40 },
    ),
  ];
}
