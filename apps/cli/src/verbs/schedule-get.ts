import { answerOf } from '../api/client.js';
import type { Schedule, Shifts } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText, safeYaml } from '../output/safe-text.js';
import { sheet, table, type Cell } from '../output/table.js';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const UNITS = { hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month' };

type Layer = Schedule['layers'][number];
type Row = {
  readonly start: string;
  readonly end: string;
  readonly who: string | Cell;
  readonly by: string;
};

function beginText({ effectiveFrom }: Layer): string[] {
  return effectiveFrom === null ? [] : [`nobody before ${effectiveFrom.replace('T', ' ')}`];
}

function turnText({ rotation }: Layer): string {
  const { turn, every, handoff, anchor } = rotation;
  const unit = UNITS[turn];
  const length = every === 1 ? `every ${unit}` : `every ${every} ${unit}s`;
  return `${length} at ${handoff}, counted from ${anchor}`;
}

function hoursText({ restrictions, turns }: Layer): string {
  const hours = restrictions.map(({ days, from, to }) => `${days.join(', ')} ${from}-${to}`);
  return [...hours, ...(turns === 'worked' ? ['turns count where worked'] : [])].join('; ');
}

function fieldsOf(schedule: Schedule): [string, string | null][] {
  const { slug, name, territory, team, timeZone, layers, version, updatedAt, sample } = schedule;
  return [
    ['schedule', sample ? `${slug} (sample data)` : slug],
    ['name', name],
    ['territory', territory],
    ['team', team],
    ['time zone', timeZone],
    ...layers.map((layer, i): [string, string] => {
      const people = layer.rotation.members.map((person) => person.name).join(', ');
      const hours = hoursText(layer);
      const parts = [
        people,
        ...beginText(layer),
        turnText(layer),
        ...(hours === '' ? [] : [hours]),
      ];
      return [`layer ${i + 1}`, `${layer.name}: ${parts.join('; ')}`];
    }),
    ['version', `${version}, of ${time(updatedAt)}`],
  ];
}

/** The document that makes this schedule again. */
function documentOf(schedule: Schedule) {
  const { slug, name, labels, territory, team, timeZone } = schedule;
  return {
    apiVersion: 'leitstand/v1',
    kind: 'Schedule',
    metadata: {
      name: slug,
      displayName: name,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
    },
    spec: {
      territory,
      ...(team === null ? {} : { team }),
      timeZone,
      layers: schedule.layers.map(({ effectiveFrom, ...layer }) => ({
        ...layer,
        ...(effectiveFrom === null ? {} : { effectiveFrom }),
        rotation: {
          ...layer.rotation,
          members: layer.rotation.members.map(({ email }) => email),
        },
      })),
    },
  };
}

function rowsOf({ shifts, gaps }: Shifts): Row[] {
  const nobody: Cell = { text: 'nobody', tone: 'bad' };
  return [
    ...shifts.map(({ user, start, end, layer }) => {
      return { start, end, who: user.name, by: layer ?? 'override' };
    }),
    ...gaps.map((gap) => ({ ...gap, who: nobody, by: '-' })),
  ].sort((a, b) => (a.start < b.start ? -1 : 1));
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const days = Number(call.options.text('days') ?? 14);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw usage(`--days takes a whole number from 1 to ${MOST_DAYS}.`);
  const path = { slug: call.operands[0] ?? '' };
  const api = call.api();
  const schedule = answerOf(
    await api.GET('/schedules/{slug}', { params: { path } }),
    'slug',
    'layers',
  );
  if (format === 'json') {
    printWhole(call, format, schedule);
    return EXIT.OK;
  }
  if (format === 'yaml') {
    terminal.data(safeYaml(documentOf(schedule)));
    return EXIT.OK;
  }
  if (terminal.quiet) {
    terminal.data(safeText(schedule.slug));
    return EXIT.OK;
  }
  const now = Date.now();
  const [from, to] = [now, now + days * DAY_MS].map((at) => new Date(at).toISOString());
  const query = { from: from ?? '', to: to ?? '' };
  const shifts = answerOf(
    await api.GET('/schedules/{slug}/shifts', { params: { path, query } }),
    'shifts',
    'gaps',
  );
  terminal.data(sheet(fieldsOf(schedule), terminal.style));
  terminal.data('');
  terminal.data(
    table<Row>(
      [
        { head: 'FROM', cell: ({ start }) => time(start) },
        { head: 'TO', cell: ({ end }) => time(end) },
        { head: 'ON CALL', cell: ({ who }) => who },
        { head: 'BY', cell: ({ by }) => by },
      ],
      rowsOf(shifts),
      terminal.style,
    ),
  );
  return EXIT.OK;
}

export const scheduleGet: Command = {
  noun: 'schedule',
  verb: 'get',
  summary: 'One schedule: its layers, and who is on call in the next days',
  operands: [{ name: 'NAME' }],
  options: [{ name: 'days', value: 'COUNT', help: 'how many days to look ahead, 14 by default' }],
  formats: ['table', 'json', 'yaml'],
  notes: [
    '-o yaml prints the document alone, ready for: leitstand catalog apply -f -',
    'Times are in UTC; handoffs are meant in the time zone of the schedule.',
  ],
  examples: ['leitstand schedule get shop', 'leitstand schedule get shop --days 84'],
  run,
};
