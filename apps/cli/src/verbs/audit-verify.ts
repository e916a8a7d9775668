import { auditVerification, shaped } from '../api/shapes.js';
import type { Call, Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { count, time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { sheet, table } from '../output/table.js';

const TIMEOUT_SECONDS = 600;

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const answer = (await call.api().send('POST', '/audit/verification', { timeout: TIMEOUT_SECONDS })).json();
  const { ok, events, head, checkedAt, faults } = shaped(auditVerification, answer);
  if (format === 'json' || format === 'yaml') printWhole(call, format, answer);
  else if (!terminal.quiet) {
    const chain = ok ? ({ text: 'whole', tone: 'good' } as const) : ({ text: 'broken', tone: 'bad' } as const);
    terminal.data(sheet([['chain', chain], ['events', count(events)], ['head', head], ['checked at', time(checkedAt)]], terminal.style));
  }
  if (ok) return EXIT.OK;
  if (format === 'table') {
    const columns = [
      { head: 'EVENT', right: true, cell: ({ seq }: (typeof faults)[number]) => String(seq) },
      { head: 'FAULT', cell: ({ kind }: (typeof faults)[number]) => ({ text: kind, tone: 'bad' as const }) },
      { head: 'WHAT', cell: ({ message }: (typeof faults)[number]) => message },
    ] as const;
    terminal.data(table(columns, faults, terminal.style));
  }
  terminal.complain(`leitstand: the audit trail has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`);
  return EXIT.FOUND_PROBLEMS;
}

export const auditVerify: Command = {
  noun: 'audit',
  verb: 'verify',
  summary: 'Walk the hash chain of the audit trail and name every broken link',
  operands: [],
  options: [],
  formats: ['table', 'json', 'yaml'],
  notes: ['Exits with 3 when the chain is broken.'],
  run,
};
