import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Permission } from '#contract';
import type { Grant } from '../domain/grants.js';
import type { Role } from '#contract';

export interface UsersTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: Generated<string | null>;
  locale: 'de' | 'en' | null;
  time_zone: Generated<string | null>;
  seen_time_zone: Generated<string | null>;
  disabled_at: Generated<Date | null>;
  last_seen_at: Generated<Date | null>;
  created_at: Date;
  updated_at: Date;
}

/** Written by better-auth; read here by the guard. */
export interface AuthSessionsTable {
  id: string;
  token: string;
  user_id: string;
  expires_at: Date;
}

/** Written by better-auth, and here when a user is created with a password. */
export interface AuthAccountsTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  password: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface FirstRunLinksTable {
  hash: string;
  created_at: Date;
  expires_at: Date;
}

export interface PasswordResetsTable {
  token_hash: string;
  user_id: string;
  created_at: Date;
  expires_at: Date;
}

export interface UserGrantsTable {
  user_id: string;
  role: Role;
  territory: string;
}

export interface InvitationsTable {
  id: string;
  email: string;
  token_hash: string;
  grants: JSONColumnType<Grant[]>;
  territories: string[];
  invited_by: string;
  inviter: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Generated<Date | null>;
  revoked_at: Generated<Date | null>;
}

export interface ApiTokensTable {
  id: string;
  user_id: string | null;
  name: string;
  prefix: string;
  hash: string;
  scopes: ColumnType<Permission[], readonly Permission[], never>;
  territories: ColumnType<string[], readonly string[], never>;
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Generated<Date | null>;
  revoked_at: Generated<Date | null>;
}

interface PasswordResetRequestsTable {
  id: string;
  content: Buffer;
  created_at: Generated<Date>;
}

interface SignInFailuresTable {
  account: string;
  quarter: Date;
  failures: number;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    users: UsersTable;
    auth_sessions: AuthSessionsTable;
    auth_accounts: AuthAccountsTable;
    auth_verifications: Pick<AuthSessionsTable, 'id' | 'expires_at'>;
    first_run_links: FirstRunLinksTable;
    password_resets: PasswordResetsTable;
    password_reset_requests: PasswordResetRequestsTable;
    user_grants: UserGrantsTable;
    sign_in_failures: SignInFailuresTable;
    invitations: InvitationsTable;
    api_tokens: ApiTokensTable;
  }
}
