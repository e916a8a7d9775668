import { answerOf, type Api } from '../api/client.js';
import type { DeletionChange } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { confirm } from '../input/confirm.js';

/** Nouns with versions and a name in paths, and what is to be said of their deletion besides what the server says. */
const DELETED = {
  subject: {
    path: '/subjects/{slug}',
    asks: '/subjects/{slug}/deletion',
    summary: 'Delete a subject that nothing is about any more',
    more: '',
    example: 'old-shop',
  },
  team: {
    path: '/teams/{slug}',
    asks: '/teams/{slug}/deletion',
    summary: 'Delete a team that nothing belongs to any more',
    more: '',
    example: 'checkout',
  },
  schedule: {
    path: '/schedules/{slug}',
    asks: '/schedules/{slug}/deletion',
    summary: 'Delete a schedule that no escalation policy names any more',
    more: 'Who stands in on it goes with it.',
    example: 'checkout-nights',
  },
  policy: {
    path: '/escalation-policies/{slug}',
    asks: '/escalation-policies/{slug}/deletion',
    summary: 'Delete an escalation policy',
    more: 'What it serves would be served by its team’s policy, by the default of its territory, or by none.',
    example: 'payments',
  },
  source: {
    path: '/sources/{slug}',
    asks: '/sources/{slug}/deletion',
    summary: 'Delete a source of alerts that holds no incident open',
    more: 'What it sends from then on would be refused. What it told stays.',
    example: 'old-alertmanager',
  },
  maintenance: {
    path: '/maintenance-windows/{slug}',
    asks: '/maintenance-windows/{slug}/deletion',
    summary: 'Delete a maintenance window',
    more: 'If it holds now, people would be paged at once about what fires.',
    example: 'new-disks',
  },
  heartbeat: {
    path: '/heartbeats/{slug}',
    asks: '/heartbeats/{slug}/deletion',
    summary: 'Delete a heartbeat',
    more: 'Nobody would wait for it any more; an incident about its silence would end by itself.',
    example: 'nightly-backup',
  },
} as const;

type Noun = keyof typeof DELETED;

async function run(call: Call, noun: Noun): Promise<ExitCode> {
  const slug = call.operands[0] ?? '';
  const { path, asks, more } = DELETED[noun];
  const api: Api = call.api();
  // What the person is asked about is what is deleted: a change in between is refused.
  const read = await api.GET(path, { params: { path: { slug } } });
  answerOf(read, 'version');
  const etag = read.response.headers.get('etag');
  // Asked of the server, which deletes it and keeps nothing: what stands in the way is told before anybody is asked.
  const { changes } = answerOf(await api.GET(asks, { params: { path: { slug } } }), 'changes');
  await confirm(call, whatWould(noun, slug, changes) + (more && ` ${more}`));
  const header = etag ? { 'If-Match': etag } : {};
  answerOf(await api.DELETE(path, { params: { path: { slug }, header } }));
  call.terminal.say(`deleted ${slug}`);
  return EXIT.OK;
}

/** What things are called besides, by the word of the audit trail. */
const KINDS: Readonly<Record<string, string>> = { policy: 'escalation policy' };

function whatWould(noun: Noun, slug: string, changes: DeletionChange[]): string {
  const from = changes.map((one) => `${KINDS[one.kind] ?? one.kind} ${one.slug}`).join(', ');
  return `The ${noun} "${slug}" would be deleted${from && `, and taken out of ${from}`}.`;
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
export const maintenanceDelete = deleteOf('maintenance');
export const heartbeatDelete = deleteOf('heartbeat');
