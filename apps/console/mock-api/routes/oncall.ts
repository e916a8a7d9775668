import type { EscalationPolicy, FieldProblem, OnCall, Schedule } from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { personOf, type KeptSchedule } from '../data/schedules.js';
import { onCall, shiftsOf } from '../data/shifts.js';
import { uuid } from '../random.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

const FORTNIGHT = 14 * 86_400_000;

const find = ({ state, params }: Call): KeptSchedule | undefined =>
  state.schedules.find(({ schedule }) => schedule.slug === params['slug']);
const notThere = ({ params }: Call) =>
  problem(404, 'not-found', `There is no schedule "${params['slug']}" that you may see.`);
const inTerritory = ({ query }: Call, { territory }: Schedule) =>
  (query.get('territory') ?? territory) === territory;

/** Schedules that a policy pages by. */
const schedulesOf = ({ steps, fallback }: EscalationPolicy) =>
  [...steps.flatMap(({ targets }) => targets), fallback].flatMap((target) =>
    'schedule' in target ? [target.schedule] : [],
  );

type Layer = Schedule['layers'][number];

/** A schedule as it is written: members are addresses. */
type Input = Pick<Schedule, 'name' | 'territory' | 'timeZone'> & {
  team?: string | null;
  labels?: Schedule['labels'];
  layers: (Partial<Omit<Layer, 'rotation'>> & {
    name: string;
    rotation: Omit<Layer['rotation'], 'members' | 'every'> & {
      every?: number;
      members: string[];
    };
  })[];
};

/** What keeps a schedule from being saved: whoever is not there, or has no account any more. */
function memberFaults({ state }: Call, { layers, territory }: Input): FieldProblem[] {
  return layers.flatMap(({ rotation }, i) =>
    rotation.members.flatMap((email, j) =>
      state.users.some((user) => user.email === email && !user.disabled)
        ? []
        : [
            {
              path: `layers.${i}.rotation.members.${j}`,
              code: 'not-a-responder',
              message: `There is nobody "${email}" who can be on call in ${territory}.`,
            },
          ],
    ),
  );
}

/** The schedule that a body makes. */
function written(call: Call): Schedule {
  const { params, state, now } = call;
  const before = find(call)?.schedule;
  const { layers, ...input } = call.body as Input;
  return {
    ...input,
    slug: params['slug'] ?? '',
    team: input.team === undefined ? (before?.team ?? null) : input.team,
    labels: input.labels ?? before?.labels ?? {},
    layers: layers.map(({ rotation, ...layer }) => ({
      restrictions: [],
      turns: 'calendar',
      ...layer,
      effectiveFrom: layer.effectiveFrom ?? null,
      rotation: {
        ...rotation,
        every: rotation.every ?? 1,
        members: rotation.members.flatMap((email) =>
          state.users.filter((user) => user.email === email).map(personOf),
        ),
      },
    })),
    sample: before?.sample ?? false,
    version: (before?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
}

function put(call: Call) {
  const { params, state, now, headers, is } = call;
  const slug = params['slug'] ?? '';
  const before = find(call);
  const expected = headers.get('if-match');
  if (headers.get('if-none-match') === '*' && before)
    return problem(412, 'precondition-failed', `The schedule "${slug}" is there already.`);
  const version = before?.schedule.version ?? 0;
  if (is('changed-meanwhile') || (expected !== null && expected !== `"${version}"`))
    return problem(412, 'precondition-failed', 'This schedule was changed meanwhile.');
  const faults = memberFaults(call, call.body as Input);
  if (faults.length > 0)
    return problem(400, 'validation-failed', 'Somebody cannot be on call there.', faults);
  const schedule = written(call);
  const kept = { schedule, overrides: before?.overrides ?? [] };
  state.schedules = [...state.schedules.filter((one) => one !== before), kept].sort((a, b) =>
    a.schedule.slug < b.schedule.slug ? -1 : 1,
  );
  announce(state, 'schedule.changed', [slug], now);
  return json(schedule, before ? 200 : 201, schedule.version);
}

function preview(call: Call) {
  const faults = memberFaults(call, call.body as Input);
  if (faults.length > 0)
    return problem(400, 'validation-failed', 'Somebody cannot be on call there.', faults);
  const kept = { schedule: written(call), overrides: find(call)?.overrides ?? [] };
  return json(shiftsOf(kept, ...askedTime(call)));
}

/** From when to when shifts are asked for. */
function askedTime({ query, now }: Call): [number, number] {
  const [from, to] = [query.get('from'), query.get('to')];
  const begin = from === null ? now.getTime() : Date.parse(from);
  return [begin, to === null ? begin + FORTNIGHT : Date.parse(to)];
}

function cover(call: Call) {
  const kept = find(call);
  if (!kept) return notThere(call);
  const { state, now } = call;
  const {
    user = state.me.email,
    start = now.toISOString(),
    end,
  } = call.body as {
    user?: string;
    start?: string;
    end: string;
  };
  const who = state.users.find(({ email, disabled }) => email === user && !disabled);
  if (!who)
    return problem(400, 'validation-failed', `Nobody "${user}" can be on call there.`, [
      { path: 'user', code: 'not-a-responder', message: `There is nobody "${user}".` },
    ]);
  if (Date.parse(end) <= Math.max(Date.parse(start), now.getTime()))
    return problem(400, 'validation-failed', 'end: must be after the start.', [
      { path: 'end', code: 'not-after-start', message: 'must be after the start.' },
    ]);
  const by = state.users.find(({ id }) => id === state.me.id);
  const override = {
    id: uuid(`override-${user}-${start}-${kept.overrides.length}`),
    user: personOf(who),
    start: new Date(Math.max(Date.parse(start), now.getTime())).toISOString(),
    end: new Date(end).toISOString(),
    createdAt: now.toISOString(),
    createdBy: by ? personOf(by) : null,
  };
  kept.overrides.push(override);
  announce(state, 'schedule.changed', [kept.schedule.slug], now);
  return json(override, 201);
}

function duty(kept: KeptSchedule, at: number): OnCall {
  const { slug, name, territory, team, timeZone } = kept.schedule;
  const { shifts } = shiftsOf(kept, at, at + 2 * FORTNIGHT);
  const now = onCall(kept, at);
  const [first, second] = shifts;
  const until = (now ? first?.end : first?.start) ?? null;
  return {
    schedule: slug,
    name,
    territory,
    team,
    timeZone,
    user: now?.user ?? null,
    until,
    next: (now ? (second?.start === until ? second?.user : null) : first?.user) ?? null,
    layer: now?.layer ?? null,
    override: now?.override ?? null,
  };
}

export const oncallRoutes = routes({
  'GET /schedules': (call) => {
    const all = call.state.schedules.map(({ schedule }) => schedule);
    const items = all.filter((schedule) => inTerritory(call, schedule));
    return json(page(call.is('empty') ? [] : items, call.query));
  },
  'GET /schedules/{slug}': (call) => {
    const kept = find(call);
    return kept ? json(kept.schedule, 200, kept.schedule.version) : notThere(call);
  },
  'PUT /schedules/{slug}': put,
  'DELETE /schedules/{slug}': (call) => {
    const { state, now } = call;
    const kept = find(call);
    if (!kept) return notThere(call);
    const { slug } = kept.schedule;
    const users = state.policies.filter((policy) => schedulesOf(policy).includes(slug));
    if (users.length > 0)
      return problem(
        409,
        'conflict',
        `The schedule "${slug}" is still needed by ${users.length} escalation policies.`,
        users.map((policy) => ({
          path: 'slug',
          code: 'in-use',
          message: `escalation policy ${policy.slug}`,
        })),
      );
    state.schedules = state.schedules.filter((one) => one !== kept);
    announce(state, 'schedule.changed', [kept.schedule.slug], now);
    return noContent();
  },
  'GET /schedules/{slug}/shifts': (call) => {
    const kept = find(call);
    if (!kept) return notThere(call);
    return json(shiftsOf(kept, ...askedTime(call)));
  },
  'POST /schedules/{slug}/preview': preview,
  'GET /schedules/{slug}/overrides': (call) => {
    const kept = find(call);
    if (!kept) return notThere(call);
    const items = kept.overrides
      .filter(({ end }) => Date.parse(end) > call.now.getTime())
      .toSorted((a, b) => (a.start < b.start ? -1 : 1));
    return json({ items: call.is('empty') ? [] : items });
  },
  'POST /schedules/{slug}/overrides': cover,
  'DELETE /schedules/{slug}/overrides/{id}': (call) => {
    const kept = find(call);
    const at = kept?.overrides.findIndex(({ id }) => id === call.params['id']) ?? -1;
    if (!kept || at < 0)
      return problem(404, 'not-found', 'There is no such override that you may see.');
    kept.overrides.splice(at, 1);
    announce(call.state, 'schedule.changed', [kept.schedule.slug], call.now);
    return noContent();
  },
  'GET /on-call': (call) => {
    const asked = call.query.get('at');
    const at = asked === null ? call.now.getTime() : Date.parse(asked);
    const shown = call.state.schedules.filter(({ schedule }) => inTerritory(call, schedule));
    const duties = shown.map((kept) => duty(kept, at));
    return json({
      at: new Date(at).toISOString(),
      ...page(call.is('empty') ? [] : duties, call.query),
    });
  },
});
