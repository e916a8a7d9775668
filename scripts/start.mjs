// `npm start`: brings everything up, keeps it up, and takes it down again. `--dev` rebuilds while you type.
import { Launcher } from './lib/launcher.mjs';
import { explain } from './lib/fail.mjs';
import { underRightNode } from './lib/node-version.mjs';

async function main() {
  await underRightNode();
  const launcher = new Launcher({ dev: process.argv.includes('--dev') });
  launcher.listen();
  await launcher.start();
}

await main().catch((error) => {
  process.stderr.write(`leitstand: ${explain(error)}\n`);
  process.exit(1);
});
