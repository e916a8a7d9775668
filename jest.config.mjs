// One configuration for every kind of test; the kind is the file's suffix, picked by LEITSTAND_TEST_KIND (default: spec).
const kind = process.env.LEITSTAND_TEST_KIND ?? 'spec';
const slow = kind !== 'spec';
// Nobody's server stands there: what follows the zone of the machine is seen.
if (!slow) process.env.TZ = 'America/St_Johns';

const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
      target: 'es2024',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

export default {
  rootDir: '.',
  testEnvironment: './test/harness/jest/realm.mjs',
  runtime: '<rootDir>/test/harness/jest/runtime.mjs',
  testEnvironmentOptions: { customExportConditions: ['leitstand-source', 'node', 'node-addons'] },
  testMatch: [`**/*.${kind}.ts`, `**/*.${kind}.tsx`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/templates/', '/\\.leitstand'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.leitstand'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.tsx', '$1.js'] },
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  ...(kind === 'e2e' || kind === 'screen'
    ? {
        globalSetup: `./test/harness/${kind}-setup.ts`,
        globalTeardown: `./test/harness/${kind}-teardown.ts`,
      }
    : {}),
  testTimeout: slow ? 240_000 : 10_000,
  maxWorkers: ['spec', 'medium', 'journey', 'screen'].includes(kind) ? 2 : 1, // what mostly waits, and what would take longest
  workerIdleMemoryLimit: '1.5GB', // modules of a file are never given back: 95 files in one process end it
};
