import type { Objective, SloDocument } from '../../src/api/contract-slo.js';
import { json, noContent, problem } from '../answers.js';
import { SLO_SEED_VERSION } from '../data/slo-seeds.js';
import type { SloSeed } from '../data/slo-seeds.js';
import { seriesWarnings } from '../data/slo-series.js';
import { sloDetail } from '../data/slos.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';

/** Answers 412 when the client expects something else than what is there. */
function refusal(call: Call, existing: SloSeed | undefined) {
  const version = existing?.version ?? SLO_SEED_VERSION;
  const [match, none] = [call.headers.get('if-match'), call.headers.get('if-none-match')];
  if (none === '*' && existing)
    return problem(412, 'precondition-failed', `"${existing.slug}" exists already.`);
  if (match === null) return null;
  if (call.is('changed-meanwhile') && existing && existing.version === undefined) {
    existing.version = version + 1;
    existing.objective = { ...existing.objective, target: '99' };
    return problem(
      412,
      'precondition-failed',
      `You started from version ${version}, but it is at version ${version + 1} now.`,
    );
  }
  return match === `"${version}"` && existing
    ? null
    : problem(412, 'precondition-failed', 'It is at another version now.');
}

function objectiveOf({ spec }: SloDocument): Objective {
  const window: Objective['window'] =
    'rolling' in spec.window
      ? { kind: 'rolling', duration: spec.window.rolling }
      : { kind: 'calendar', period: spec.window.calendar, timeZone: spec.window.timeZone };
  const regimes = 'latency' in spec.indicator ? spec.indicator.latency.regimes : [];
  const secondsOf = (text: string): number =>
    text.endsWith('ms') ? Number.parseFloat(text) / 1000 : Number.parseFloat(text);
  const thresholds = regimes.map(({ name, threshold }) => ({
    regime: name,
    seconds: secondsOf(threshold),
  }));
  return {
    kind: regimes.length > 0 ? 'latency' : 'ratio',
    target: spec.target,
    window,
    thresholds,
  };
}

/** `PUT /slos/{slug}` with the preconditions and a few of the checks of the API. */
export function putSlo(call: Call) {
  const { state, params, now } = call;
  const document = call.body as SloDocument;
  const existing = state.slos.find(({ slug }) => slug === params['slug']);
  const refused = refusal(call, existing);
  if (refused) return refused;
  const subject = state.subjects.find(({ slug }) => slug === document.spec.subject);
  if (!subject) {
    const message = `There is no subject "${document.spec.subject}" that you may see.`;
    return problem(422, 'validation-failed', 'The subject is unknown.', [
      { path: 'spec.subject', code: 'unknown-subject', message },
    ]);
  }
  const base = existing ?? { perMinute: 0, base: 0, episodes: [], sample: false };
  const seed: SloSeed = {
    ...base,
    slug: params['slug'] ?? '',
    name: document.metadata.displayName ?? document.metadata.name,
    description: document.spec.description ?? '',
    subject: { slug: subject.slug, name: subject.name, kind: subject.kind },
    team: subject.team ? [subject.team.slug, subject.team.name] : null,
    territory: subject.territory,
    indicator: document.spec.indicator,
    objective: objectiveOf(document),
    rules: { state: 'pending', message: null },
    version: existing ? (existing.version ?? SLO_SEED_VERSION) + 1 : 1,
    document,
  };
  state.slos = [...state.slos.filter((one) => one !== existing), seed];
  announce(state, 'slo.changed', [seed.slug], now);
  return json(
    { ...sloDetail(seed, now), warnings: seriesWarnings(seed, now) },
    existing ? 200 : 201,
    seed.version,
  );
}

/** `DELETE /slos/{slug}`. */
export function deleteSlo(seed: SloSeed, call: Call) {
  const refused = refusal(call, seed);
  if (refused) return refused;
  call.state.slos = call.state.slos.filter((one) => one !== seed);
  announce(call.state, 'slo.changed', [seed.slug], call.now);
  return noContent();
}
