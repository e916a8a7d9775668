import { isSecret, SETTINGS, type SettingName } from './platform/config/settings-schema.js';

/** What only `npm start` reads: everything the private servers need besides. */
const LAUNCHER: readonly (readonly [name: string, fallback: string, what: string])[] = [
  [
    'PORT_BASE',
    '4700',
    'First of the twenty ports that the console, its processes and the private servers listen on',
  ],
  ['DATA_DIR', '.leitstand', 'Where the private servers keep their data, logs and secrets'],
  [
    'BINARIES',
    'any',
    '`any` takes servers that are installed and unpacks the others, `system` unpacks none, `private` takes none',
  ],
  ['BIN_DIR', '.leitstand/bin', 'Where servers are unpacked; may be shared by several checkouts'],
];

function fallbackOf(name: SettingName): string {
  const unset = SETTINGS[name].schema.safeParse(undefined);
  if (!unset.success) return '**needed**';
  const value = unset.data;
  if (value === undefined || (typeof value === 'object' && Object.keys(value).length === 0))
    return '';
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return text === '' ? '' : `\`${text}\``;
}

const row = (...cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (rows: readonly string[]) =>
  [row('setting', 'unless set', 'what it is'), row('---', '---', '---'), ...rows].join('\n');

/** The text of `docs/settings.md`: every setting there is, from the schema that reads it. */
export function settingsText(): string {
  const all = (Object.keys(SETTINGS) as SettingName[]).map((name) =>
    row(
      `\`LEITSTAND_${name}\`${isSecret(name) ? ' 🔒' : ''}`,
      fallbackOf(name),
      SETTINGS[name].description,
    ),
  );
  const own = LAUNCHER.map(([name, fallback, what]) =>
    row(`\`LEITSTAND_${name}\``, `\`${fallback}\``, what),
  );
  return `# Settings

Environment variables. Those with 🔒 are never printed, and may be given as a file, whose path stands in the same name with \`_FILE\` behind
it. \`npm run -s admin -- config print\` shows what is in force. \`npm start\` sets the secrets and those of the servers that it brings up
itself; set one of these, and your own server is used instead.

## API and worker
${table(all)}

## \`npm start\` only
${table(own)}
`;
}
