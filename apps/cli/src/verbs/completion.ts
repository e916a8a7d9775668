import { createApi } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { candidates } from '../completion/candidates.js';
import { COMPLETION_SCRIPTS, FILES, type Shell } from '../completion/scripts.js';
import { connect } from '../connection/connection.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';
import type { Options } from '../options/options.js';
import { safeText } from '../output/safe-text.js';
import { everySlo } from './slo-list.js';

/** Nobody waits longer than this for a name after pressing the key. */
const TIMEOUT_SECONDS = 3;

const USES: Readonly<Record<Shell, string>> = {
  bash: 'source <(leitstand completion bash)',
  zsh: 'source <(leitstand completion zsh)',
  fish: 'leitstand completion fish | source',
};

const scriptFor = (shell: Shell): Command => ({
  noun: 'completion',
  verb: shell,
  summary: `Completion script for ${shell}`,
  operands: [],
  options: [],
  formats: [],
  notes: [],
  examples: [USES[shell]],
  run: (call) => {
    call.terminal.data(COMPLETION_SCRIPTS[shell]);
    return Promise.resolve(EXIT.OK);
  },
});

/** One command for each shell. */
export const completionScripts: readonly Command[] = [
  scriptFor('bash'),
  scriptFor('zsh'),
  scriptFor('fish'),
];

/** Names of objectives on the server that the line means; none when the server cannot be asked, as nobody wants to read of that while typing. */
async function slugs(call: Call, options: Options, start: string): Promise<string[]> {
  try {
    const server = connect(options, call.terminal.streams.env);
    const { items } = await everySlo(createApi(server, TIMEOUT_SECONDS), {});
    return items.map(({ slug }) => slug).filter((slug) => slug.startsWith(start));
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

async function run(call: Call): Promise<ExitCode> {
  const found = candidates(call.operands, call.commands);
  const lines =
    found.kind === 'files'
      ? [FILES]
      : found.kind === 'slos'
        ? await slugs(call, found.options, found.start)
        : found.words.map(({ word, about }) => `${word}\t${about}`);
  call.terminal.data(lines.map((line) => line.split('\t').map(safeText).join('\t')).join('\n'));
  return EXIT.OK;
}

export const completionWords: Command = {
  noun: 'completion',
  verb: 'words',
  summary: 'What could stand in place of the last word; the scripts ask this',
  operands: [{ name: 'WORD', optional: true, many: true }],
  options: [],
  formats: [],
  notes: [
    'A line for each word, with a tab before what it is. ":files" stands for names of files.',
  ],
  examples: ["leitstand completion words -- slo list --budget ''"],
  run,
};
