import { isOutOfReach } from '#contract';
import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { confirm } from '../input/confirm.js';

async function run(call: Call): Promise<ExitCode> {
  const path = { slug: call.operands[0] ?? '' };
  const api = call.api();
  const source = answerOf(await api.GET('/sources/{slug}', { params: { path } }), 'openAlerts');
  const { slug, openAlerts } = source;
  // What the server would refuse is not asked about.
  if (isOutOfReach(source))
    await confirm(
      call,
      `${countText(openAlerts)} of the source "${slug}" would be over, in your name, and incidents that nothing else holds open resolved.`,
    );
  const { alerts } = answerOf(
    await api.POST('/sources/{slug}/give-up', { params: { path } }),
    'alerts',
  );
  call.terminal.say(`gave up ${slug}: ${countText(alerts)} ended`);
  return EXIT.OK;
}

const countText = (count: number) => (count === 1 ? '1 open alert' : `${count} open alerts`);

export const sourceGiveUp: Command = {
  noun: 'source',
  verb: 'give-up',
  summary: 'End the open alerts of a source, because what could end them is gone for good',
  operands: [{ name: 'NAME' }],
  options: [],
  formats: [],
  notes: [
    'Asks first; --yes does it without asking. Refused while its Prometheus answers, or its Watchdog is heard.',
    'A Prometheus that answers again, and in which an alert still fires, opens its incident again.',
  ],
  examples: [
    'leitstand source give-up old-alertmanager',
    'leitstand source give-up old-alertmanager --yes',
  ],
  run,
};
