import { answerOf, type Api } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { confirm } from '../input/confirm.js';

/** Nouns with versions and a name in paths, and what their deletion leaves behind. */
const DELETED = {
  subject: {
    path: '/subjects/{slug}',
    summary: 'Delete a subject that nothing is about any more',
    what: 'would be deleted, and taken out of the escalation policy that serves it.',
    example: 'old-shop',
  },
  team: {
    path: '/teams/{slug}',
    summary: 'Delete a team that nothing belongs to any more',
    what: 'would be deleted, and taken out of the escalation policies that serve it.',
    example: 'checkout',
  },
  schedule: {
    path: '/schedules/{slug}',
    summary: 'Delete a schedule that no escalation policy names any more',
    what: 'would be deleted, with who stands in on it.',
    example: 'checkout-nights',
  },
  policy: {
    path: '/escalation-policies/{slug}',
    summary: 'Delete an escalation policy',
    what: 'would be deleted. What it serves would be served by its team’s policy, by the default of its territory, or by none.',
    example: 'payments',
  },
  source: {
    path: '/sources/{slug}',
    summary: 'Delete a source of alerts that holds no incident open',
    what: 'is deleted, and what it sends from then on is refused. What it told stays.',
    example: 'old-alertmanager',
  },
  heartbeat: {
    path: '/heartbeats/{slug}',
    summary: 'Delete a heartbeat',
    what: 'is deleted, and nobody waits for it any more. An incident about its silence ends by itself.',
    example: 'nightly-backup',
  },
} as const;

type Noun = keyof typeof DELETED;

async function run(call: Call, noun: Noun): Promise<ExitCode> {
  const slug = call.operands[0] ?? '';
  const { path, what } = DELETED[noun];
  const api: Api = call.api();
  // What the person is asked about is what is deleted: a change in between is refused.
  const read = await api.GET(path, { params: { path: { slug } } });
  answerOf(read, 'version');
  const etag = read.response.headers.get('etag');
  await confirm(call, `The ${noun} "${slug}" ${what}`);
  const header = etag ? { 'If-Match': etag } : {};
  answerOf(await api.DELETE(path, { params: { path: { slug }, header } }));
  call.terminal.say(`deleted ${slug}`);
  return EXIT.OK;
}

/** `leitstand NOUN delete NAME`. */
function deleteOf(noun: Noun): Command {
  const { summary, example } = DELETED[noun];
  return {
    noun,
    verb: 'delete',
    summary,
    operands: [{ name: 'NAME' }],
    options: [],
    formats: [],
    notes: [
      'Asks first; --yes does it without asking. What stands in the way is named, and nothing is deleted then.',
    ],
    examples: [`leitstand ${noun} delete ${example}`, `leitstand ${noun} delete ${example} --yes`],
    run: (call) => run(call, noun),
  };
}

export const subjectDelete = deleteOf('subject');
export const teamDelete = deleteOf('team');
export const scheduleDelete = deleteOf('schedule');
export const policyDelete = deleteOf('policy');
export const sourceDelete = deleteOf('source');
export const heartbeatDelete = deleteOf('heartbeat');
