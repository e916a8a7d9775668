import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { FirstRunRepository } from '../db/first-run.repository.js';
import { OIDC_PROVIDER } from '../identity/auth-options.js';
import { asAccess } from '../domain/access-scopes.js';

/** How people may sign in here. */
export interface SignInMethods {
  /** nobody is administrator yet: the one-time link is the way in */
  readonly firstRun: boolean;
  readonly password: true;
  readonly oidc: { readonly id: string; readonly name: string } | null;
  /** whether a forgotten password can be replaced by mail; else an administrator makes a link */
  readonly passwordReset: boolean;
}

@Injectable()
export class ReadSignInMethods {
  constructor(
    private readonly database: DatabaseReader,
    private readonly firstRun: FirstRunRepository,
    private readonly settings: Settings,
  ) {}

  /** Asked before anybody is signed in. */
  async execute(): Promise<SignInMethods> {
    const administered = await this.database.read(asAccess({ territories: [] }), (tx) =>
      this.firstRun.hasAdministrator(tx),
    );
    const oidc = this.settings.get('OIDC_ISSUER')
      ? { id: OIDC_PROVIDER, name: this.settings.get('OIDC_NAME') }
      : null;
    return {
      firstRun: !administered,
      password: true,
      oidc,
      passwordReset: this.settings.get('SMTP_URL') !== undefined,
    };
  }
}
