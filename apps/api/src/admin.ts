import 'reflect-metadata';
import { hostname, userInfo } from 'node:os';
import {
  appointAdministrator,
  firstRunLink,
  mintToken,
  passwordResetLink,
} from './access/admin-access.js';
import { acknowledgeBreak, verifyAudit } from './audit/admin-audit.js';
import type { AuditVerification } from './audit/domain/verification.js';
import { checkServers, type ServerFinding } from './admin/check-servers.js';
import { databaseSql } from './admin/database-sql.js';
import { listTargets } from './admin/list-targets.js';
import { prepare } from './admin/prepare.js';
import { Settings } from './platform/config/settings.js';
import { exitOnSettingsError } from './platform/config/exit-on-settings-error.js';
import { migrateDown, migrateUp, migrationStatus } from './platform/db/migrations.js';
import { DomainError } from './platform/kernel/domain-error.js';

const USAGE =
  'usage: admin prepare · migrate up|down [--all]|status · config print · servers check · targets · database sql · token NAME · first-run link · password-reset EMAIL · administrator EMAIL · audit verify · audit acknowledge REASON';

/** Admin tasks as one-off processes: data on standard output, talk on standard error. */
async function main([noun, verb, ...rest]: readonly string[]): Promise<void> {
  if (noun === 'database' && verb === 'sql') return text(databaseSql());
  if (noun === 'servers' && verb === 'check')
    return servers(await checkServers(Settings.ofSetServers()));
  const settings = Settings.fromEnvironment();
  if (noun === 'token' && verb) return line(await mintToken(verb));
  if (noun === 'password-reset' && verb) return line(await passwordResetLink(verb));
  if (noun === 'administrator' && verb) return print(await appointAdministrator(verb));
  if (noun === 'targets') return text(await listTargets(settings));
  if (noun === 'prepare') return line(JSON.stringify(await prepare(settings)));
  switch (`${noun} ${verb}`) {
    case 'migrate up':
      return print((await migrateUp(settings.ownerUrl, settings.get('DATABASE_URL'))).results);
    case 'migrate down':
      return print((await migrateDown(settings.ownerUrl, rest.includes('--all'))).results);
    case 'migrate status':
      return print(await migrationStatus(settings.ownerUrl));
    case 'config print':
      return print(settings.print('operator'));
    case 'audit verify':
      return found(await verifyAudit());
    case 'audit acknowledge':
      if (rest.join(' ').trim() === '') break;
      return print(await acknowledgeBreak(rest.join(' ').trim(), operator()));
    case 'first-run link':
      return line((await firstRunLink()) ?? 'an administrator exists already');
  }
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
}

/** Who sits here, as this machine knows them; an account may have no name. */
function operator(): { account: string; host: string } {
  try {
    return { account: userInfo().username, host: hostname() };
  } catch {
    return { account: `uid ${process.getuid?.() ?? 'unknown'}`, host: hostname() };
  }
}

/** A trail with faults ends with 3, as `leitstand audit verify` does. */
function found(verification: AuditVerification): void {
  print(verification);
  if (!verification.ok) process.exitCode = 3;
}

/** Ends with 1 when one cannot be used until somebody changes a setting. */
function servers(findings: readonly ServerFinding[]): void {
  print(findings);
  if (findings.length === 0) {
    process.stderr.write(
      'No server is set: LEITSTAND_PROMETHEUS_URL, LEITSTAND_ALERTMANAGER_URL, LEITSTAND_REDIS_URL.\n',
    );
    process.exitCode = 1;
  }
  const lasting = findings.filter((one) => one.lasting);
  for (const { fault } of lasting) process.stderr.write(`${fault}\n`);
  if (lasting.length > 0) process.exitCode = 1;
}

function text(words: string): void {
  process.stdout.write(words);
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function line(words: string): void {
  process.stdout.write(`${words}\n`);
}

/** An expected failure is a sentence, not a stack. */
function refuse(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

await main(process.argv.slice(2)).catch(refuse).catch(exitOnSettingsError);
