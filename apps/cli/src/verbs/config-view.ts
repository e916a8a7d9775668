import type { Call, Command } from '../command/command.js';
import { configPaths } from '../connection/config-file.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { printWhole } from '../output/print.js';
import { sheet } from '../output/table.js';

function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const { url, urlFrom, token, tokenFrom, context, file } = call.connection();
  const names = file?.contexts.map(({ name }) => name) ?? [];
  if (format === 'json' || format === 'yaml') {
    printWhole(call, format, {
      url,
      urlFrom,
      token: token === null ? 'missing' : 'set',
      tokenFrom,
      context,
      file: file?.path ?? null,
      contexts: names,
    });
  } else {
    const fields = [
      ['server', `${url} (${urlFrom})`],
      ['token', tokenFrom === null ? 'none' : `set (${tokenFrom})`],
      ['context', context],
      ['file', file?.path ?? `none; looked at ${configPaths(terminal.streams.env).join(', ')}`],
      ['contexts', names.join(', ') || null],
    ] as const;
    terminal.data(sheet(fields, terminal.style));
  }
  return Promise.resolve(EXIT.OK);
}

export const configView: Command = {
  noun: 'config',
  verb: 'view',
  summary: 'Which server and token are used, and where that is said',
  operands: [],
  options: [],
  formats: ['table', 'json', 'yaml'],
  notes: ['Never shows a token. Asks no server.'],
  examples: ['leitstand config view --context work'],
  run,
};
