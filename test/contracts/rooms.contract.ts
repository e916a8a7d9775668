import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** What a file may be besides itself, after the dot; `d`, `gen` and `config` are what tools want. */
const ROLES = new Set(
  'module controller subscription ticker gateway channel repository dto spec medium journey contract screen e2e chaos bench d gen config'.split(
    ' ',
  ),
);

/** Methods that a verb may have besides `execute`: reads and pairs that change together share a file. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  'access/accept-invitation': ['whom'], // whose link it is, before it is taken
  'access/admit-guest': ['register'], // the room of the things that people are asked to help with knows
  'access/answer-reset-requests': ['left'], // `execute` for each that somebody dropped
  'access/complete-password-reset': ['whom'],
  'access/record-sign-in-failures': ['locked', 'sum'], // the first failure, the lock and the sum of one account
  'audit/keep-audit-verified': ['isDue'], // whether `execute` would find work
  'catalog/apply-environment': ['export'], // writes what `execute` reads
  'catalog/apply-subject': ['export'],
  'catalog/apply-team': ['export'],
  'catalog/subjects': ['known'], // at once what applying many needs
  'escalation/apply-policy': ['export'],
  'escalation/policies': ['letGoOf'], // within the deletion of what they serve
  'incidents/apply-maintenance': ['export'],
  'incidents/maintenance-windows': ['assertSound'], // also of what is not saved yet
  'incidents/read-holds': ['last'], // also what is over
  'oncall/apply-schedule': ['export'], // writes what `execute` reads
  'escalation/tell-operators': ['missing'], // what is to be set before anybody can be told
  'escalation/watch-pager': ['latest'], // what `execute` found, for whoever shows it
  'incidents/get-incident': ['timeline'],
  'incidents/inspect-source': ['rejected'], // the other half of what it did not say
  'incidents/raise-alarm': ['calm'], // it is so no more
  'incidents/read-awaited': ['register'], // the room downstream that pages knows
  'incidents/read-unheard': ['register'], // the room downstream that pages knows
  'incidents/sources': ['put'], // what the database refuses of it is told in words
  'incidents/take-delivery': ['refuse'], // one that is too large to be read
  'notifications/read-link': ['epochsSince'], // within whoever's write decides on it
  'slos/admit-rules': ['again'], // what is loaded, held against the same limits
  'slos/apply-slo': ['examine', 'export'], // what the server says of documents, before the write
  'slos/await-reload': ['end'], // nothing waits any more: Prometheus is told to reload again
  'slos/find-backfill': ['done', 'restart'], // what it found is handed out piece by piece
  'slos/find-stored-reading': ['ifAny'],
  'slos/get-budget': ['burnRates'],
  'slos/get-slo': ['history'],
  'slos/publish-rules': ['isDue'], // whether `execute` would find work
  'slos/read-ledger': ['newReadings'],
  'slos/save-slo': ['lookUp'], // at once what `within` needs for many
  'slos/watch-rules': ['settle'], // what this process did itself is no news for `execute`
};

/** What verbs are made of and no other room can hold, each with the reason. Nothing is added without one. */
const NO_VERBS: Readonly<Record<string, string>> = {
  'access/sign-in-hooks': 'the sign-in library calls it, by names of its own',
  'audit/chain-beginning':
    'what a process remembers of the chain, for every verb that builds on it',
  'audit/unit-of-work': 'the door through which every verb writes (ADR 0012)',
  'catalog/apply-kinds':
    'rooms downstream register their documents, which the catalog cannot import',
  'catalog/resource-uses':
    'rooms downstream register what they use, which the catalog cannot import',
  'notifications/own-contents':
    'what its own messages say, registered like those of rooms downstream',
  'notifications/topic-contents':
    'rooms downstream register what their topics are about, which this one cannot import',
  'catalog/versioned-noun':
    'the verbs of every noun with versions, for those to build on (ADR 0033)',
  'catalog/versioned-write': 'what verbs of two rooms do within their own write, as functions',
  'incidents/keep-incident': 'what verbs and the intake do with an incident within their write',
  'incidents/tell-incident': 'the notifications room calls it, by names of its own',
  'incidents/move-incident': 'what each verb does with an incident, within its write',
};

/** Of a write: a whole one, or a part of somebody's. */
const VERB = ['execute', 'within'];
/** A noun with versions has all of its verbs from here, and says itself only what is special about it. */
const NOUN = 'VersionedNoun';
const HOOKS = [
  'onModuleInit',
  'onApplicationBootstrap',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
];

/** `apps/api/src/slos/use-cases/save-slo.ts` → `slos/save-slo` */
const nameOf = (path: string) => `${path.split('/')[3]}/${basename(path, '.ts')}`;
const USE_CASES = new Map(
  globSync('apps/api/src/*/use-cases/**/*.ts', { exclude: (name) => name.endsWith('.spec.ts') })
    .toSorted()
    .map((path) => [nameOf(path), path]),
);

const has = (node: ts.HasModifiers, kind: ts.SyntaxKind) =>
  ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false;

/** What keeps a file of `use-cases/` from being a verb; empty when it is one. */
function faultsOf(path: string, text: string, shared: readonly string[] = []): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const exported = source.statements.filter(
    (statement) =>
      ts.isExportDeclaration(statement) ||
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) && has(statement, ts.SyntaxKind.ExportKeyword)),
  );
  const classes = exported.filter(ts.isClassDeclaration);
  const others = exported.filter(
    (one) =>
      !ts.isClassDeclaration(one) &&
      !ts.isInterfaceDeclaration(one) &&
      !ts.isTypeAliasDeclaration(one),
  );
  const [verb] = classes;
  if (!verb || classes.length > 1) return [`exports ${classes.length} classes`];
  const isNoun = verb.heritageClauses?.some(({ types }) =>
    types.some(({ expression }) => expression.getText(source) === NOUN),
  );
  const isInjectable = ts
    .getDecorators(verb)
    ?.some(({ expression }) => expression.getText(source) === 'Injectable()');
  const publics = verb.members
    .filter((member) => ts.isMethodDeclaration(member) || ts.isAccessor(member))
    .filter(
      (member) =>
        !has(member, ts.SyntaxKind.PrivateKeyword) && !has(member, ts.SyntaxKind.ProtectedKeyword),
    )
    .map((member) => member.name.getText(source));
  return [
    ...others.map((one) => `exports ${one.getText(source).split('\n')[0]}`),
    ...(isInjectable ? [] : ['is not injectable']),
    ...(isNoun || VERB.some((name) => publics.includes(name)) ? [] : ['has no execute']),
    ...publics
      .filter((name) => ![...VERB, ...HOOKS, ...shared].includes(name))
      .map((name) => `has a method ${name}`),
    ...shared.filter((name) => !publics.includes(name)).map((name) => `has no ${name} any more`),
  ];
}

/** A noun, with one more method. */
const nounWith = (method: string) =>
  `@Injectable() export class A extends VersionedNoun<B, B, B, F> { protected next() {} ${method} }`;

describe('the room use-cases/', () => {
  const verbs = [...USE_CASES].filter(([name]) => !(name in NO_VERBS));

  it.each(verbs)('holds a verb: %s', (name, path) => {
    expect(faultsOf(path, readFileSync(path, 'utf8'), SHARED[name])).toEqual([]);
  });

  it.each(Object.entries(NO_VERBS))('holds %s, which is none: %s', (name) => {
    const path = USE_CASES.get(name) ?? '';
    expect(faultsOf(path, readFileSync(path, 'utf8'))).not.toEqual([]);
  });

  it('shares no file that is not there', () => {
    expect(Object.keys(SHARED).filter((name) => !USE_CASES.has(name))).toEqual([]);
  });

  it.each([
    ['a function', 'export function sum() {}', 'exports 0 classes'],
    ['two verbs', 'export class A {} export class B {}', 'exports 2 classes'],
    ['a class of Nest that does not act', '@Injectable() export class A {}', 'has no execute'],
    ['one that nobody injects', 'export class A { execute() {} }', 'is not injectable'],
    [
      'a second thing to do',
      '@Injectable() export class A { execute() {} andMore() {} }',
      'has a method andMore',
    ],
    ['a verb of a noun', nounWith('close() {}'), 'has a method close'],
    [
      'a constant beside it',
      'export const N = 1; @Injectable() export class A { execute() {} }',
      'exports export const N = 1;',
    ],
  ])('would refuse %s', (_, text, fault) => {
    expect(faultsOf('a.ts', text)).toContain(fault);
  });
});

it('a noun with versions is made of what is special about it', () => {
  expect(faultsOf('a.ts', nounWith('onModuleInit() {}'))).toEqual([]);
});

describe('names of files', () => {
  it('end in a role of the list, or in none', () => {
    const files = globSync('{apps,libs,samples,test}/**/*.{ts,tsx}', {
      exclude: (name) => name === 'node_modules' || name === 'dist',
    });
    expect(files.length).toBeGreaterThan(500);
    const roles = files.flatMap((path) => {
      const [, role, ...more] = basename(path).split('.');
      return more.length === 0 || ROLES.has(role ?? '') ? [] : [path];
    });
    expect(roles).toEqual([]);
  });
});
