import { answerOf } from '../api/client.js';
import type { AuditBreak } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { count, time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { sheet, table } from '../output/table.js';

const TIMEOUT_SECONDS = 600;

/** The head of an earlier verification as the body of this one. */
function bodyOf(known: string | undefined): { known?: { seq: number; hash: string } } {
  if (known === undefined) return {};
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(known) ?? [];
  if (!seq || !hash) throw usage('--known takes the head of an earlier verification, EVENT:HASH.');
  return { known: { seq: Number(seq), hash } };
}

/** A break that somebody has put on record, in a sentence. */
function breakWords({ seq, at, by, reason, unproven, proven }: AuditBreak): string {
  const who = by === null ? '' : ` by ${by}`;
  const range = unproven && `events ${unproven.from} to ${unproven.to} are proven by no anchor`;
  const doubt = proven ? range : 'not with the secret of now';
  return `acknowledged ${time(at)}${who}, event ${seq}: ${[reason, doubt].filter(Boolean).join('; ')}`;
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const body = bodyOf(call.options.text('known'));
  const answer = answerOf(
    await call.api(TIMEOUT_SECONDS).POST('/audit/verification', { body }),
    'ok',
    'faults',
  );
  const { ok, standing, events, head, headSeq, checkedAt, faults, faultsTotal, breaks } = answer;
  if (format === 'json' || format === 'yaml') printWhole(call, format, answer);
  else if (!terminal.quiet) {
    const chain = ok
      ? ({ text: 'whole', tone: 'good' } as const)
      : ({ text: standing === 'set-back' ? 'set back' : 'broken', tone: 'bad' } as const);
    terminal.data(
      sheet(
        [
          ['chain', chain],
          ['events', count(events)],
          ['head', `${headSeq}:${head}`],
          ['checked at', time(checkedAt)],
          ...breaks.map((one) => ['break', { text: breakWords(one), tone: 'bad' }] as const),
        ],
        terminal.style,
      ),
    );
  }
  if (ok) return EXIT.OK;
  if (format === 'table') {
    const columns = [
      { head: 'EVENT', right: true, cell: ({ seq }: (typeof faults)[number]) => String(seq) },
      {
        head: 'FAULT',
        cell: ({ kind }: (typeof faults)[number]) => ({ text: kind, tone: 'bad' as const }),
      },
      { head: 'WHAT', cell: ({ message }: (typeof faults)[number]) => message },
    ] as const;
    terminal.data(table(columns, faults, terminal.style));
  }
  terminal.complain(
    `leitstand: the audit trail has ${faultsTotal === 1 ? 'a fault' : `${faultsTotal} faults`}.`,
  );
  return EXIT.FOUND_PROBLEMS;
}

export const auditVerify: Command = {
  noun: 'audit',
  verb: 'verify',
  summary: 'Walk the hash chain of the audit trail and name every broken link',
  operands: [],
  options: [
    {
      name: 'known',
      value: 'EVENT:HASH',
      help: 'the head that an earlier verification printed: it must still be in the chain',
    },
  ],
  formats: ['table', 'json', 'yaml'],
  notes: [
    'Exits with 3 when the chain is broken, or was set back behind a head that is anchored outside of the database.',
    'Keep the head somewhere else and pass it the next time: a chain that was set back to an earlier state, seal and all, shows by that alone.',
  ],
  examples: [
    'leitstand audit verify -o json --json headSeq,head',
    'leitstand audit verify --known 1207:HASH',
  ],
  run,
};
