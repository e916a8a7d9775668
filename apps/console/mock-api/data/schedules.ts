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

export function schedules(now: Date, users: readonly User[]): KeptSchedule[] {
  const people = (...emails: string[]) =>
    emails.flatMap((email) => users.filter((user) => user.email.startsWith(email)).map(personOf));
  const layer = (name: string, members: Person[], change: Partial<Layer> = {}): Layer => ({
    name,
    rotation: { turn: 'weekly', every: 1, handoff: '09:00', anchor: '2026-01-05', members },
    restrictions: [],
    turns: 'calendar',
    ...change,
  });
  const [anna, ben, carla] = people('anna', 'ben', 'carla') as [Person, Person, Person];
  const schedule = (slug: string, seed: Partial<Schedule> & Pick<Schedule, 'layers'>) => ({
    slug,
    name: slug,
    territory: 'DE',
    team: null,
    timeZone: 'Europe/Berlin',
    labels: {},
    sample: false,
    version: 2,
    updatedAt: ago(now, { days: 9 }),
    ...seed,
  });
  const override = (slug: string, user: Person, hours: number): Override => ({
    id: uuid(`override-${slug}`),
    user,
    start: ahead(now, { hours }),
    end: ahead(now, { hours: hours + 8 }),
    createdAt: ago(now, { hours: 3 }),
    createdBy: anna,
  });
  const office = {
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    from: '09:00',
    to: '17:00',
  } satisfies Layer['restrictions'][number];
  return [
    {
      schedule: schedule('commerce-primary', {
        name: 'Commerce',
        team: 'commerce',
        layers: [layer('Primary', [anna, ben])],
      }),
      overrides: [override('commerce-primary', ben, 20)],
    },
    {
      schedule: schedule('platform-office', {
        name: 'Platform, office hours',
        team: 'platform',
        layers: [layer('Office', [ben], { restrictions: [office], turns: 'worked' })],
      }),
      overrides: [override('platform-office', anna, 30)],
    },
    {
      schedule: schedule('schweiz', {
        name: 'Schweiz',
        territory: 'CH',
        team: 'schweiz',
        timeZone: 'Europe/Zurich',
        layers: [layer('Woche', [carla, ben])],
      }),
      overrides: [override('schweiz', ben, 40)],
    },
  ];
}
