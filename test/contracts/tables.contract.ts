import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';

// A transaction reaches every table, so types cannot keep a repository out of another room's: what stands in its statements can.

const { RIVER } = createRequire(import.meta.url)('../../scripts/plan.cjs') as { RIVER: string[] };
/** What everybody stands on is upstream of every feature. */
const ORDER = ['platform', ...RIVER];

const TABLES = new Set(
  globSync('apps/api/migrations/*.up.sql').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^create table (\w+)/gm)].map(([, name = '']) => name),
  ),
);

/** Read upstream of the room that writes them, each with the reason. */
const READ_UPSTREAM: Readonly<Record<string, string>> = {
  territories: 'a scope is made of them, and every transaction has one',
};

interface Mention {
  readonly file: string;
  readonly room: string;
  readonly table: string;
  readonly writes: boolean;
}

const READS = /\b(?:from|join)\s+(\w+)|\b(?:selectFrom|innerJoin|leftJoin)\(\s*'(\w+)/g;
const WRITES =
  /\b(?:insert\s+into|update|delete\s+from|truncate)\s+(\w+)|\b(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)/g;

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
}

function mentionsIn(file: string): Mention[] {
  const text = readFileSync(file, 'utf8');
  const room = file.split('/')[3] ?? '';
  const found = (pattern: RegExp, writes: boolean): Mention[] =>
    [...text.matchAll(pattern)].flatMap(([, one, other]) => {
      const table = one ?? other ?? '';
      return TABLES.has(table) ? [{ file, room, table, writes }] : [];
    });
  const written = found(WRITES, true);
  const read = found(READS, false).filter(
    ({ table }) => !written.some((other) => other.table === table),
  );
  return [...written, ...read];
}

const mentions = globSync('apps/api/src/**/*.ts')
  .filter((file) => !/\.(spec|medium)\.ts$/.test(file))
  .flatMap(mentionsIn);

/** Whoever writes a table owns it. */
const writersOf = (table: string) =>
  new Set(mentions.filter((one) => one.table === table && one.writes).map(({ room }) => room));

describe('statements', () => {
  it('know one clock, which tests can move', () => {
    const others =
      /(?<![\w.])(now|clock_timestamp|transaction_timestamp)\(\)|\bcurrent_timestamp\b/i;
    expect(
      globSync('apps/api/src/**/db/*.ts')
        .concat(globSync('apps/api/src/platform/!(kernel)/*.ts'))
        .filter((file) => !file.endsWith('.spec.ts') && others.test(withoutComments(file))),
    ).toEqual([]);
  });
});

describe('tables', () => {
  it('are found where statements name them', () => {
    expect(mentions.length).toBeGreaterThan(60);
  });

  it.each([...TABLES])('%s is written by one room', (table) => {
    expect(writersOf(table).size).toBeLessThanOrEqual(1);
  });

  it('are read by their own room and by those downstream of it', () => {
    const upstream = mentions.filter(({ room, table, writes }) => {
      const [owner = room] = writersOf(table);
      return !writes && !(table in READ_UPSTREAM) && ORDER.indexOf(room) < ORDER.indexOf(owner);
    });
    expect(upstream).toEqual([]);
  });

  it('are named in db/ and platform/, nowhere else', () => {
    expect(
      mentions
        .filter(({ file }) => !/\/(db|platform|identity)\//.test(file))
        .map(({ file }) => file),
    ).toEqual([]);
  });
});
