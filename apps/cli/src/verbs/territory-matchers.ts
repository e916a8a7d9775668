import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';

async function run(call: Call): Promise<ExitCode> {
  const [code = '', matchers = ''] = call.operands;
  const api = call.api();
  const { items } = answerOf(await api.GET('/territories'), 'items');
  if (!items.some((one) => one.code === code))
    throw new Failure(EXIT.FAILED, `There is no territory "${code}".`);
  const set = answerOf(
    await api.PUT('/territories/{code}', { params: { path: { code } }, body: { matchers } }),
    'matchers',
  );
  call.terminal.say(
    set.matchers === ''
      ? `expressions of ${code} may read every series`
      : `every selector of ${code} must carry ${set.matchers}`,
  );
  return EXIT.OK;
}

export const territoryMatchers: Command = {
  noun: 'territory',
  verb: 'matchers',
  summary: 'Say which label matchers the expressions of a territory must carry',
  operands: [{ name: 'CODE' }, { name: 'MATCHERS' }],
  options: [],
  formats: [],
  notes: [
    "An empty text ('') takes them away. Needs an administrator of all territories.",
    'What is loaded already stays; the page of an objective says what it lacks.',
  ],
  examples: [`leitstand territory matchers DE 'region="de"'`, "leitstand territory matchers DE ''"],
  run,
};
