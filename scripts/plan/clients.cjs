// The places of the command line and of the console.
const { API_TYPES, LIBS, packages, room } = require('./rooms.cjs');

const CLI_SRC = 'apps/cli/src';

/** Rooms of the command line, lowest first, as for the platform; `#contract/api` belongs to `api` alone. */
const CLI = {
  failure: [],
  options: [],
  output: ['yaml', 'node:stream'],
  input: ['node:fs', 'node:path', 'node:readline', 'node:stream'],
  connection: ['yaml', 'zod', 'node:fs', 'node:os', 'node:path'],
  api: ['openapi-fetch'],
  command: ['node:util'],
  completion: [],
  verbs: ['yaml', 'zod', 'node:timers/promises'],
};

const cliRooms = [
  ...Object.entries(CLI).map(([name, uses], i) =>
    room(
      `cli-${name}`,
      `${CLI_SRC}/${name}/`,
      [
        ...(i === 0 ? [] : [`${CLI_SRC}/(${Object.keys(CLI).slice(0, i).join('|')})/`]),
        'libs/contract/src/index\\.ts$',
        ...(name === 'api' ? [API_TYPES] : []),
        ...packages(uses),
      ],
      'the command line knows the public API only, and its rooms stand in an order',
    ),
  ),
  room(
    'cli-program',
    `${CLI_SRC}/[^/]+\\.ts$`,
    [`${CLI_SRC}/`, ...packages(['node:fs', 'node:path'])],
    'the list of commands, and running one',
  ),
];

const CONSOLE_SRC = 'apps/console/src';
const REACT = ['react', 'react-dom'];
const QUERY = '@tanstack/react-query';
const ROUTER = '@tanstack/react-router';
const MANTINE = ['@mantine/core', '@mantine/form', '@mantine/hooks', '@mantine/notifications'];
const ICONS = '@tabler/icons-react';

/**
 * Folders of the console, lowest first: each may import those before it, but for `never`, and these packages. What looks (`ui`,
 * `table`) knows nothing of the API, however low that stands.
 * @type {Record<string, {libs?: boolean, never?: string[], packages: string[]}>}
 */
const CONSOLE = {
  util: { libs: true, packages: [] },
  i18n: { packages: [...REACT, 'i18next', 'i18next-icu', 'react-i18next', 'typescript'] },
  stores: { packages: REACT },
  theme: { packages: [...REACT, ...MANTINE] },
  api: {
    libs: true,
    packages: [...REACT, QUERY, 'eventsource-parser', 'openapi-fetch', 'openapi-react-query'],
  },
  hooks: { packages: [...REACT, QUERY, ROUTER, ...MANTINE] },
  offline: {
    never: ['hooks'],
    packages: [...REACT, QUERY, 'idb-keyval', 'workbox-precaching', 'workbox-routing'],
  },
  ui: { never: ['api'], packages: [...REACT, ROUTER, ...MANTINE, ICONS] },
  table: {
    never: ['api'],
    packages: [...REACT, ...MANTINE, ICONS, '@tanstack/react-table', '@tanstack/react-virtual'],
  },
  charts: { libs: true, packages: [...REACT, 'uplot'] },
  components: { libs: true, packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS] },
  forms: { libs: true, packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS, 'yaml'] },
  shell: { packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS] },
  pages: { libs: true, packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS, 'react-i18next'] },
};
const CONSOLE_FOLDERS = Object.keys(CONSOLE);

/** The folder of one page knows no other page's: what two share stands in a lower folder. */
const consoleRooms = Object.entries(CONSOLE).map(([name, plan], i) => {
  const { never = [], libs = false, packages: uses } = plan;
  const lower = CONSOLE_FOLDERS.slice(0, i).filter((folder) => !never.includes(folder));
  const folder = `${CONSOLE_SRC}/${name}/`;
  const rule = room(
    `console-${name}`,
    folder,
    [
      ...(lower.length > 0 ? [`${CONSOLE_SRC}/(${lower.join('|')})/`] : []),
      ...(libs ? LIBS : []),
      ...(name === 'api' ? [API_TYPES] : []),
      ...packages(uses),
    ],
    'folders of the console stand in an order',
  );
  if (name !== 'pages') return rule;
  return {
    ...rule,
    from: { ...rule.from, path: `^${folder}([^/]+)/` },
    to: { pathNot: rule.to.pathNot.map((path) => (path === `^${folder}` ? `${path}$1/` : path)) },
  };
});

module.exports = { CLI, CLI_SRC, CONSOLE_FOLDERS, CONSOLE_SRC, cliRooms, consoleRooms };
