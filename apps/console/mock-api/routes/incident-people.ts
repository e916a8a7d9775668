import type { IncidentDetail } from '../../src/api/contract.js';
import { json, problem } from '../answers.js';
import { escalationOf } from '../data/escalations.js';
import { ANNA, refOf } from '../data/incidents.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { absent, found, moved } from './incidents.js';

function ask(call: Call) {
  const { users, schedules } = call.state;
  const body = call.body as { user?: string; schedule?: string };
  const schedule = schedules.find((one) => one.schedule.slug === body.schedule)?.schedule;
  const email = schedule ? schedule.layers[0]?.rotation.members[0]?.email : body.user;
  const person = users.find((one) => one.email === email && !one.disabled);
  if (!person)
    return problem(400, 'validation-failed', 'user: there is nobody by that address.', [
      { path: 'user', code: 'unknown-person', message: 'there is nobody by that address.' },
    ]);
  const at = call.now.toISOString();
  const asked = {
    id: person.id,
    name: person.name,
    state: 'pending',
    schedule: body.schedule ?? null,
    askedBy: ANNA,
    askedAt: at,
    answeredAt: null,
  } as const;
  const people = [{ user: person.id, methods: 1 }];
  return moved(
    call,
    'responder.asked',
    ({ responders }) => ({
      responders: [...responders.filter(({ id }) => id !== person.id), asked],
    }),
    { people, schedule: asked.schedule },
  );
}

function answer(call: Call) {
  const { answer: said } = call.body as { answer: 'accepted' | 'declined' };
  const answeredAt = call.now.toISOString();
  call.state.pages = call.state.pages.filter(({ kind }) => kind !== 'responder_request');
  return moved(call, `responder.${said}`, ({ responders }) => ({
    responders: responders.map((one) =>
      one.id === ANNA.id ? { ...one, state: said, answeredAt } : one,
    ),
  }));
}

function hand(call: Call) {
  const { role, user } = call.body as Pick<IncidentDetail['roles'][number], 'role'> & {
    user: string | null;
  };
  const person = call.state.users.find(({ email }) => email === user);
  const since = call.now.toISOString();
  return moved(
    call,
    person ? 'role.handed' : 'role.cleared',
    ({ roles }) => ({
      roles: [
        ...roles.filter((one) => one.role !== role),
        ...(person ? [{ role, id: person.id, name: person.name, since, givenBy: ANNA }] : []),
      ],
    }),
    { role, people: [{ user: person?.id ?? ANNA.id }] },
  );
}

function escalationNow(call: Call) {
  const incident = found(call);
  if (!incident) return absent('incident');
  const { policies, me } = call.state;
  return json(escalationOf(incident, policies, me, call.now));
}

function notMe(call: Call) {
  const name = found(call)?.name;
  call.state.pages = call.state.pages.filter(({ reference }) => reference !== name);
  moved(call, 'escalation.declined', () => ({}));
  return escalationNow(call);
}

function escalate(call: Call) {
  moved(call, 'escalation.hastened', ({ state }) =>
    state === 'acknowledged'
      ? { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null }
      : {},
  );
  return escalationNow(call);
}

function similar(call: Call) {
  const incident = found(call);
  if (!incident) return absent('incident');
  const all = call.is('empty') ? [] : call.state.incidents;
  const items = all.flatMap((one) => {
    const { resolvedAt, resolvedBy, startedAt, automatic } = one;
    if (one === incident || !resolvedAt || !resolvedBy) return [];
    const note = { at: resolvedAt, by: resolvedBy.name, text: 'Restarted the queue worker.' };
    return [
      {
        ...refOf(one),
        by: one.rule === incident.rule ? ('rule' as const) : ('subject' as const),
        startedAt,
        resolvedAt,
        resolvedBy,
        automatic: automatic === true,
        lastNote: automatic === true ? null : note,
      },
    ];
  });
  return json({ items });
}

export const incidentPeopleRoutes = routes({
  'POST /incidents/{id}/responders': ask,
  'POST /incidents/{id}/responders/answer': answer,
  'POST /incidents/{id}/roles': hand,
  'POST /incidents/{id}/not-me': notMe,
  'POST /incidents/{id}/escalate': escalate,
  'GET /incidents/{id}/similar': similar,
});
