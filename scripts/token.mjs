// `npm run -s token -- NAME`: prints an API token of the running local instance, and nothing else.
import { admin } from './admin.mjs';
import { LauncherError, die } from './lib/fail.mjs';

const [name, ...rest] = process.argv.slice(2);

async function main() {
  if (!name || rest.length > 0)
    throw new LauncherError('a token needs one name: npm run -s token -- NAME');
  await admin(['token', name]);
}

await main().catch(die);
