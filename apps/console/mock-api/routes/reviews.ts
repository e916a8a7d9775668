import type { ActionItem, Review } from '../../src/api/contract.js';
import { json, page, problem, text } from '../answers.js';
import { ANNA, refOf } from '../data/incidents.js';
import { begunReview, factsOf } from '../data/reviews.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';
import { absent, found } from './incidents.js';

const NEEDED = ['summary', 'impact', 'causes'] as const;

/** Whether somebody else changed it since it was read. */
function isStale(call: Call, version: number): boolean {
  const expected = call.headers.get('if-match');
  return call.is('changed-meanwhile') || (expected !== null && !expected.startsWith(`"${version}`));
}

const stale = () => problem(412, 'precondition-failed', 'It was changed meanwhile.');

const asShown = (review: Review, status = 200) => json(review, status, review.version);

function pin(call: Call) {
  const incident = found(call);
  if (!incident) return absent('incident');
  const { seq, pinned } = call.body as { seq: number; pinned: boolean };
  const others = (call.state.pins.get(incident.id) ?? []).filter((one) => one !== seq);
  const all = (pinned ? [...others, seq] : others).toSorted((a, b) => a - b);
  call.state.pins.set(incident.id, all);
  announce(call.state, 'incident.changed', [incident.id], call.now);
  return json({ pinned: all });
}

function one(call: Call) {
  const incident = found(call);
  const review = incident && call.state.reviews.get(incident.id);
  return review ? asShown(review) : absent('review');
}

/** As it is kept from now on: a draft with what is known, an edition with what was. */
function kept(call: Call, review: Review): Review {
  const { state, now } = call;
  const incident = found(call);
  if (!incident) throw new Error('no incident');
  const facts = factsOf(
    incident,
    state.timelines.get(incident.id) ?? [],
    state.pins.get(incident.id) ?? [],
  );
  const changed = { ...review, version: review.version + 1, updatedAt: now.toISOString(), facts };
  state.reviews.set(incident.id, changed);
  incident.review = changed.state;
  announce(state, 'review.changed', [incident.id], now);
  return changed;
}

function published(review: Review, now: Date): Review {
  const edition = review.edition + 1;
  const shown = { edition, publishedBy: ANNA, publishedAt: now.toISOString() };
  return { ...review, state: 'published', edition, shown };
}

const empty = (sections: Review['sections']) =>
  NEEDED.filter((name) => sections[name].trim() === '').map((name) => ({
    path: `sections.${name}`,
    code: 'section-empty',
    message: 'is needed before a review is published.',
  }));

function write(call: Call) {
  const incident = found(call);
  if (!incident) return absent('incident');
  if (incident.state !== 'resolved')
    return problem(409, 'conflict', `${incident.name} is not resolved yet.`, [
      { path: '', code: 'still-open', message: `${incident.name} is not resolved yet.` },
    ]);
  const { state, now } = call;
  const timeline = state.timelines.get(incident.id) ?? [];
  const pins = state.pins.get(incident.id) ?? [];
  const before = state.reviews.get(incident.id);
  if (before && isStale(call, before.version)) return stale();
  const review = before ?? {
    ...begunReview(incident, factsOf(incident, timeline, pins), now),
    version: 0,
  };
  const said = ((call.body ?? {}) as { sections?: Partial<Review['sections']> }).sections ?? {};
  const sections = { ...review.sections, ...said };
  const missing = review.state === 'published' ? empty(sections) : [];
  if (missing.length > 0) return problem(400, 'validation-failed', 'It lacks texts.', missing);
  const next = { ...review, sections };
  return asShown(
    kept(call, review.state === 'published' ? published(next, now) : next),
    before ? 200 : 201,
  );
}

function move(call: Call) {
  const incident = found(call);
  const review = incident && call.state.reviews.get(incident.id);
  if (!review) return absent('review');
  if (isStale(call, review.version)) return stale();
  const { state } = call.body as Pick<Review, 'state'>;
  if (state === review.state) return asShown(review);
  const missing = state === 'published' ? empty(review.sections) : [];
  if (missing.length > 0) return problem(400, 'validation-failed', 'It lacks texts.', missing);
  const next = state === 'published' ? published(review, call.now) : { ...review, state };
  return asShown(kept(call, next));
}

function list({ state, query, is }: Call) {
  const all = is('empty') ? [] : [...state.reviews.values()];
  const items = all
    .filter(
      (review) =>
        (query.get('state') ?? review.state) === review.state &&
        (query.get('territory') ?? review.territory) === review.territory,
    )
    .toSorted((a, b) => b.incident.number - a.incident.number)
    .map(({ facts: _facts, sections: _sections, version: _version, shown, ...review }) => ({
      ...review,
      publishedAt: shown?.publishedAt ?? null,
    }));
  return json(page(items, query, 100));
}

function items(call: Call) {
  const { state, query, is } = call;
  const key = query.get('incident');
  const of = key === null ? null : found({ ...call, params: { id: key } })?.id;
  const isOwners = ({ owner }: ActionItem): boolean => {
    const [user, team] = [query.get('user'), query.get('team')];
    if (team !== null) return owner?.kind === 'team' && owner.id === team;
    return user === null || (owner?.kind === 'user' && (user === 'me' || owner.id === user));
  };
  const wanted = (is('empty') ? [] : state.items).filter(
    (item) =>
      (of === null || item.incident.id === of) &&
      (query.get('state') ?? item.state) === item.state &&
      (query.get('territory') ?? item.territory) === item.territory &&
      (query.get('overdue') !== 'true' || item.overdue) &&
      isOwners(item),
  );
  const due = ({ due: day }: ActionItem): string => day ?? '9999';
  return json(
    page(
      wanted.toSorted((a, b) => (due(a) < due(b) ? -1 : 1)),
      query,
      100,
    ),
  );
}

type Asked = Partial<Omit<ActionItem, 'owner'>> & {
  owner?: { user: string } | { team: string } | null;
};

function ownerOf({ state }: Call, asked: NonNullable<Asked['owner']>): ActionItem['owner'] {
  if ('team' in asked) {
    const team = state.teams.find(({ slug }) => slug === asked.team);
    return team ? { kind: 'team', id: team.slug, name: team.name } : null;
  }
  const user = state.users.find(({ email }) => email === asked.user);
  return user ? { kind: 'user', id: user.id, name: user.name } : null;
}

function changedItem(call: Call, before: ActionItem, asked: Asked): ActionItem | null {
  const { owner: wanted, ...rest } = asked;
  const owner = wanted ? ownerOf(call, wanted) : wanted;
  if (wanted && owner === null) return null;
  const item = { ...before, ...rest, ...(owner === undefined ? {} : { owner }) };
  const today = call.now.toISOString().slice(0, 10);
  const isOpen = item.state === 'open';
  return {
    ...item,
    reason: isOpen ? null : item.reason,
    closedAt: isOpen ? null : (before.closedAt ?? call.now.toISOString()),
    overdue: isOpen && item.due !== null && item.due < today,
    version: before.version + 1,
    updatedAt: call.now.toISOString(),
  };
}

const noOwner = () =>
  problem(400, 'validation-failed', 'There is nobody of that name.', [
    { path: 'owner.user', code: 'may-not-respond', message: 'There is nobody of that name.' },
  ]);

function add(call: Call) {
  const incident = found(call);
  if (!incident) return absent('incident');
  const { state, now } = call;
  const number = Math.max(0, ...state.items.map((item) => item.number)) + 1;
  const at = now.toISOString();
  const begun = {
    id: uuid(`item-${number}`),
    number,
    incident: refOf(incident),
    territory: incident.territory,
    title: '',
    owner: null,
    due: null,
    overdue: false,
    link: null,
    state: 'open',
    reason: null,
    createdBy: ANNA,
    createdAt: at,
    closedAt: null,
    version: 0,
    updatedAt: at,
  } as const;
  const item = changedItem(call, begun, call.body as Asked);
  if (!item) return noOwner();
  state.items = [...state.items, item];
  announce(state, 'action-item.changed', [item.id], now);
  return json(item, 201);
}

function change(call: Call) {
  const { state, params } = call;
  const before = state.items.find(({ id }) => id === params['id']);
  if (!before) return absent('action item');
  if (isStale(call, before.version)) return stale();
  const asked = call.body as Asked;
  if (asked.state === 'dropped' && (asked.reason ?? '').trim() === '')
    return problem(400, 'validation-failed', 'It takes a reason.', [
      { path: 'reason', code: 'reason-needed', message: 'is needed for what is dropped.' },
    ]);
  const item = changedItem(call, before, asked);
  if (!item) return noOwner();
  state.items = state.items.map((other) => (other.id === item.id ? item : other));
  announce(state, 'action-item.changed', [item.id], call.now);
  return json(item, 200, item.version);
}

export const reviewRoutes = routes({
  'GET /reviews': list,
  'POST /incidents/{id}/pins': pin,
  'GET /incidents/{id}/review': one,
  'PUT /incidents/{id}/review': write,
  'POST /incidents/{id}/review/state': move,
  'GET /incidents/{id}/review/editions/{edition}': one,
  'GET /incidents/{id}/review/markdown': (call) => {
    const incident = found(call);
    const review = incident && call.state.reviews.get(incident.id);
    if (!review) return absent('review');
    const title = call.query.get('language') === 'de' ? 'Nachbetrachtung von' : 'Review of';
    return text(
      `# ${title} ${incident.name}: ${incident.title}\n\n${review.sections.summary}\n`,
      'text/markdown; charset=utf-8',
    );
  },
  'GET /action-items': items,
  'GET /action-items/{id}': ({ state, params }) => {
    const item = state.items.find(({ id }) => id === params['id']);
    return item ? json(item, 200, item.version) : absent('action item');
  },
  'POST /incidents/{id}/action-items': add,
  'PUT /action-items/{id}': change,
});
