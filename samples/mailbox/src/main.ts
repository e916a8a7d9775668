import { startMailbox } from './mailbox.js';
import { readMailboxSettings, type MailboxSettings } from './settings.js';

/** Starts the sample mailbox and stops it cleanly on SIGTERM or SIGINT. */
async function run({ port, folder }: MailboxSettings): Promise<void> {
  const mailbox = await startMailbox(port, folder);
  process.stdout.write(`mailbox on smtp://127.0.0.1:${mailbox.port}\n`);
  const onSignal = (): void => {
    mailbox.stop().catch(fail);
  };
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
}

function fail(reason: unknown): void {
  process.stderr.write(`mailbox: ${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}

const settings = readMailboxSettings(process.env);
if (typeof settings === 'string') fail(settings);
else run(settings).catch(fail);
