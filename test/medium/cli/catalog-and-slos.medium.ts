import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareSlos, SLO_FILTERS, SLO_ORDERS } from '#contract';
import type { components } from '#contract/api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { tokenOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { cliOf, listen, type Cli } from './cli.js';
import { consoleList } from './console-list.js';

const TERRITORIES = ['CH', 'DE'];
const SCOPES = [
  'audit:read',
  'catalog:apply',
  'subject:read',
  'subject:write',
  'team:read',
  'team:write',
  'environment:read',
  'environment:write',
  'slo:read',
  'slo:write',
] as const;
const SAMPLE = 'catalog apply -f samples/catalog';

let test: TestApp;
let url: string;
let editor: Cli;
beforeAll(async () => {
  test = await startTestApp();
  url = await listen(test);
  editor = cliOf(
    url,
    await tokenOf(test, [{ role: 'admin', territories: TERRITORIES }], SCOPES, TERRITORIES),
  );
});
afterAll(async () => {
  await test.close();
});

type SloList = components['schemas']['SloList'];

/** A line as a shell takes it apart. */
const shellWords = (line: string) =>
  execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

const outcomes = (json: string) =>
  new Set(
    (JSON.parse(json) as { documents: { outcome: string }[] }).documents.map(
      ({ outcome }) => outcome,
    ),
  );

describe('catalog apply and export', () => {
  it('says with --dry-run what would happen, and does nothing', async () => {
    const { code, out, err } = await editor(`${SAMPLE} --dry-run`);
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(
        /^\d+ documents: \d+ created\nNothing was changed: this was a dry run.\n$/,
      ),
    ]);
    expect(out).toMatch(/^KIND +NAME +OUTCOME\n/);
    expect(out).toMatch(/SLO +shop-latency +created/);
    expect((await editor('slo list -q')).out).toBe('');
  });

  it('applies a whole folder, and again without changing anything', async () => {
    const first = await editor(`${SAMPLE} -o json`);
    expect([first.code, outcomes(first.out)]).toEqual([0, new Set(['created'])]);
    const second = await editor(`${SAMPLE} -o json`);
    expect([second.code, outcomes(second.out)]).toEqual([0, new Set(['unchanged'])]);
  });

  it('exports what can be applied again', async () => {
    const { code, out } = await editor('catalog export');
    expect([code, parseAllDocuments(out).length]).toEqual([
      0,
      (JSON.parse((await editor(`${SAMPLE} -o json`)).out) as { documents: [] }).documents.length,
    ]);
    const again = await editor('catalog apply -f - -o json', out);
    expect([again.code, outcomes(again.out)]).toEqual([0, new Set(['unchanged'])]);
  });

  it('names what is refused: as a finding in a dry run, as a failure otherwise', async () => {
    const bad =
      'apiVersion: leitstand/v1\nkind: Team\nmetadata: { name: Not A Slug }\nspec: { territory: DE }\n';
    const large = await editor('catalog apply -f -', `# ${'x'.repeat(4 * 1024 * 1024)}\n`);
    expect([large.code, large.err]).toEqual([
      1,
      expect.stringContaining('; at most 4,194,304 bytes are applied at once.'),
    ]);
    const dry = await editor('catalog apply --dry-run -f -', bad);
    expect([dry.code, dry.err]).toEqual([
      3,
      expect.stringMatching(/is refused\n {2}metadata\.name: [\s\S]*nothing was changed/),
    ]);
    const wet = await editor('catalog apply -f -', bad);
    expect([wet.code, wet.out, wet.err]).toEqual([
      1,
      '',
      expect.stringContaining('metadata.name: '),
    ]);
  });
});

describe('a folder with a mistake in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-folder-'));
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const team = (name: string, more = '') =>
    `apiVersion: leitstand/v1\nkind: Team\nmetadata: { name: ${name} }\nspec:\n  territory: DE\n${more}`;

  it('is told of by file and line, whether it is the document or the YAML', async () => {
    file('a.yaml', team('folder-a'));
    file('b.yaml', `# two of them\n${team('folder-b')}---\n${team('folder-c', '  colour: red\n')}`);
    const where = `${join(folder, 'b.yaml')} line 13: is not a field`;
    expect(await editor(`catalog apply -f ${folder}`)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining(`documents.2.spec.colour: ${where}`),
    });
    expect(await editor(`catalog apply -f ${folder} --dry-run`)).toMatchObject({
      code: 3,
      err: expect.stringContaining(
        `3 documents: 2 created, 1 refused\nleitstand: Team folder-c is refused\n  spec.colour: ${where}`,
      ),
    });
    file('c.yaml', `${team('folder-d')}kind: Team\n`);
    expect(await editor(`catalog apply -f ${folder}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${join(folder, 'c.yaml')} line 6, column 1: `),
    });
  });
});

describe('slo', () => {
  it('list shows every objective, filtered where asked', async () => {
    const names = (await editor('slo list -q')).out.trimEnd().split('\n');
    expect(names.toSorted()).toEqual([
      'checkout-availability',
      'credit-check-latency',
      'shop-availability',
      'shop-ch-availability',
      'shop-latency',
    ]);
    expect(await editor('slo list -q --territory CH')).toEqual({
      code: 0,
      out: 'shop-ch-availability\n',
      err: '',
    });
    const table = await editor('slo list');
    expect([table.code, table.err]).toEqual([0, '5 objectives, nothing measured yet\n']);
    expect(table.out).toMatch(/shop-latency +shop +DE +95% +30d +- +- +no-data/);
    expect(
      (JSON.parse((await editor('slo list -o json')).out) as { items: unknown[] }).items,
    ).toHaveLength(5);
    expect((await editor('slo list -o csv')).out.split('\r\n').filter(Boolean)).toHaveLength(6);
  });

  it.each([
    'q=LATENCY&label=sample&sort=-target',
    'team=shop&sort=name',
    'subject=shop&sort=-left',
    'territory=DE&sort=runsOut',
    'budget=no-data&burn=unknown&sort=sli',
    'q=it%27s',
    '',
  ])(
    'list takes what the console copies as a command, and lists the same rows: %s',
    async (view) => {
      const { items } = JSON.parse((await editor('slo list -o json')).out) as SloList;
      const shown = consoleList(view, items, url);
      const [program, ...words] = shellWords(shown.command);
      expect(program).toBe('leitstand');
      const { code, out } = await editor([...words, '-q']);
      expect([code, out.split('\n').filter(Boolean)]).toEqual([0, shown.slugs]);
    },
  );

  it('list takes every filter and every order of the API, with a blank or = before the value', async () => {
    const { items } = JSON.parse((await editor('slo list -o json')).out) as SloList;
    for (const order of SLO_ORDERS) {
      const up = await editor(`slo list -q --sort ${order}`);
      expect([order, await editor(`slo list -q --sort=${order}`)]).toEqual([order, up]);
      const down = await editor(`slo list -q --sort=-${order}`);
      expect([order, down.code, down.out.trimEnd().split('\n')]).toEqual([
        order,
        0,
        items.toSorted(compareSlos(`-${order}`)).map(({ slug }) => slug),
      ]);
    }
    const help = (await editor('slo list -h')).out;
    const words = SLO_FILTERS.map((name) => (name === 'q' ? 'search' : name));
    expect(words.filter((name) => !help.includes(`--${name} `))).toEqual([]);
  });

  it('list shows more with -o wide, and to programs what they ask for', async () => {
    expect((await editor('slo list -o wide')).out).toMatch(
      /^SLO .* TEAM .* BURN 6H .* RULES +NAME\n[\s\S]*shop-latency .* pending +Shop answers in time\n/,
    );
    const chosen = JSON.parse(
      (await editor('slo list --json slug,objective.target,reading.sli --subject shop-ch')).out,
    ) as unknown;
    expect(chosen).toEqual([
      { slug: 'shop-ch-availability', objective: { target: '99.5' }, reading: null },
    ]);
    expect(await editor('slo list --json colour')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Fields: '),
    });
  });

  it('get shows one, and its document can be applied again', async () => {
    const sheet = await editor('slo get shop-latency');
    expect(sheet.out).toMatch(/objective +95% within 200ms \(normal\), 450ms \(peak\)\n/);
    const { out: yaml } = await editor('slo get shop-latency -o yaml');
    expect(await editor('slo apply -f -', yaml)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/shop-latency +unchanged +1/),
    });
    const changed = await editor('slo apply -f -', yaml.replace(/target: .*/, "target: '97.5'"));
    expect(changed).toMatchObject({
      code: 0,
      out: expect.stringMatching(/shop-latency +changed +2/),
    });
    expect((await editor('slo get shop-latency')).out).toContain('97.5% within');
  });

  it('apply names the field at fault, and creates what is new', async () => {
    const { out: yaml } = await editor('slo get shop-availability -o yaml');
    const wrong = await editor('slo apply -f -', yaml.replace(/target: .*/, "target: '100'"));
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringMatching(/^leitstand: shop-availability: [\s\S]*\n {2}spec\.target: /),
    ]);
    const fresh = await editor(
      'slo apply -f - -o json',
      yaml.replace('name: shop-availability', 'name: shop-copy'),
    );
    expect([fresh.code, JSON.parse(fresh.out)]).toEqual([
      0,
      [{ name: 'shop-copy', outcome: 'created', version: 1, warnings: [] }],
    ]);
  });

  it('apply says with --dry-run what would happen, and does nothing', async () => {
    const { out: yaml } = await editor('slo get shop-latency -o yaml');
    const dry = await editor(
      'slo apply --dry-run -f - -o csv',
      yaml.replace(/target: .*/, "target: '98'"),
    );
    expect([dry.code, dry.out.split('\r\n')[1]]).toEqual([0, '0,SLO,shop-latency,changed,,']);
    expect(
      (await editor('slo apply --dry-run -f -', yaml.replace(/target: .*/, "target: '100'"))).code,
    ).toBe(3);
    expect((await editor('slo get shop-latency --json version')).out).toBe(
      '{\n  "version": 2\n}\n',
    );
  });

  it('delete needs a yes where nobody can be asked', async () => {
    expect(await editor('slo delete shop-copy')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--yes'),
    });
    expect(await editor('slo delete shop-copy --yes')).toEqual({
      code: 0,
      out: '',
      err: 'deleted shop-copy\n',
    });
    expect(await editor('slo get shop-copy')).toMatchObject({
      code: 1,
      err: expect.stringContaining('The SLO "shop-copy" was deleted on '),
    });
    expect((await editor('slo delete shop-copy --yes')).code).toBe(1);
  });
});

describe('status', () => {
  it('needs no token, and exits with 3 while a server is unavailable', async () => {
    const { code, out, err } = await cliOf(url, null)('status');
    expect([code, err]).toEqual([3, expect.stringContaining(`at ${url}`)]);
    expect(out).toMatch(/prometheus +(down|degraded)/);
  });
});

describe('territory matchers', () => {
  it('says what the expressions of a territory must carry, and takes it back', async () => {
    const scopes = ['territory:read', 'territory:write'] as const;
    const grants = [{ role: 'admin' as const, territories: TERRITORIES }];
    const admin = cliOf(url, await tokenOf(test, grants, scopes, TERRITORIES));
    expect(await admin(`territory matchers DE region="de"`)).toMatchObject({
      code: 0,
      err: 'every selector of DE must carry region="de"\n',
    });
    const { out } = await admin('territory list');
    expect(out).toMatch(
      /^CODE +NAME +EXPRESSIONS CARRY\nCH +Switzerland *\nDE +Germany +region="de"\n$/,
    );
    expect(await admin('territory matchers DE region=')).toMatchObject({
      code: 1,
      err: expect.stringContaining('matchers'),
    });
    expect(await admin('territory matchers XX a="b"')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no territory "XX".'),
    });
    const german = [{ role: 'admin' as const, territories: ['DE'] }];
    const one = cliOf(url, await tokenOf(test, german, scopes, ['DE']));
    expect(await one(['territory', 'matchers', 'DE', ''])).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'only an administrator of all territories changes it, and you are no administrator of CH.',
      ),
    });
    expect((await admin(['territory', 'matchers', 'DE', ''])).err).toBe(
      'expressions of DE may read every series\n',
    );
  });
});
