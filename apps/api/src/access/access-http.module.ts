import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Admission } from '../platform/http/admission.js';
import { Doorkeeper } from '../platform/http/doorkeeper.js';
import { AccessModule } from './access.module.js';
import { AccessController } from './http/access.controller.js';
import { AccessCheck } from './http/access-check.js';
import { AccessGuard } from './http/access-guard.js';
import { Doors } from './http/doors.js';
import { IdentityController } from './http/identity.controller.js';
import { InvitationsController } from './http/invitations.controller.js';
import { LimitCheck } from './http/limit-check.js';
import { MeController } from './http/me.controller.js';
import { OpenDoors } from './http/open-doors.js';
import { PasswordResetsController } from './http/password-resets.controller.js';
import { Recogniser } from './http/recogniser.js';
import { RequestAdmission } from './http/request-admission.js';
import { RouteCatalogue } from './http/route-catalogue.js';
import { SettingsController } from './http/settings.controller.js';
import { TerritoriesController } from './http/territories.controller.js';
import { TokensController } from './http/tokens.controller.js';
import { UsersController } from './http/users.controller.js';
import { IdentityHooks } from './identity/identity-hooks.js';
import { Identity } from './identity/identity.js';
import { AcceptInvitation } from './use-cases/accept-invitation.js';
import { WatchAccess } from './use-cases/watch-access.js';
import { AdmitProfile } from './use-cases/admit-profile.js';
import { AnswerResetRequests } from './use-cases/answer-reset-requests.js';
import { Authenticate } from './use-cases/authenticate.js';
import { ChangePassword } from './use-cases/change-password.js';
import { CompleteFirstRun } from './use-cases/complete-first-run.js';
import { CompletePasswordReset } from './use-cases/complete-password-reset.js';
import { CreateToken } from './use-cases/create-token.js';
import { CreateUser } from './use-cases/create-user.js';
import { GuardSignIn } from './use-cases/guard-sign-in.js';
import { RecordSignInFailures } from './use-cases/record-sign-in-failures.js';
import { Invite } from './use-cases/invite.js';
import { IssueResetLink } from './use-cases/issue-reset-link.js';
import { JoinByInvitation } from './use-cases/join-by-invitation.js';
import { KeepSession } from './use-cases/keep-session.js';
import { ListInvitations } from './use-cases/list-invitations.js';
import { ListTerritories } from './use-cases/list-territories.js';
import { ListTokens } from './use-cases/list-tokens.js';
import { ListUsers } from './use-cases/list-users.js';
import { PassToIdentity } from './use-cases/pass-to-identity.js';
import { KnownCredentials } from './db/known-credentials.js';
import { PrincipalCache } from './db/principal-cache.js';
import { PutTerritory } from './use-cases/put-territory.js';
import { RecallActor } from './use-cases/recall-actor.js';
import { ReadSignInMethods } from './use-cases/read-sign-in-methods.js';
import { RequestPasswordReset } from './use-cases/request-password-reset.js';
import { RevokeInvitation } from './use-cases/revoke-invitation.js';
import { RevokeToken } from './use-cases/revoke-token.js';
import { SeatInvitee } from './use-cases/seat-invitee.js';
import { SignInHooks } from './use-cases/sign-in-hooks.js';
import { StartSession } from './use-cases/start-session.js';
import { UpdateMe } from './use-cases/update-me.js';
import { UpdateUser } from './use-cases/update-user.js';
import { RevokeAllTokens } from './use-cases/revoke-all-tokens.js';

const SIGN_IN = [
  WatchAccess,
  AdmitProfile,
  Authenticate,
  CompleteFirstRun,
  CreateUser,
  GuardSignIn,
  Identity,
  KeepSession,
  KnownCredentials,
  PassToIdentity,
  PrincipalCache,
  ReadSignInMethods,
  RecallActor,
  RecordSignInFailures,
  StartSession,
];
const PEOPLE = [
  AcceptInvitation,
  Invite,
  JoinByInvitation,
  ListInvitations,
  ListUsers,
  RevokeInvitation,
  SeatInvitee,
  UpdateMe,
  UpdateUser,
];
const PASSWORDS = [
  AnswerResetRequests,
  ChangePassword,
  CompletePasswordReset,
  IssueResetLink,
  RequestPasswordReset,
  RevokeAllTokens,
];
const TOKENS_AND_TERRITORIES = [
  CreateToken,
  ListTerritories,
  ListTokens,
  PutTerritory,
  RevokeToken,
];
const CONTROLLERS = [
  AccessController,
  IdentityController,
  InvitationsController,
  MeController,
  PasswordResetsController,
  SettingsController,
  TerritoriesController,
  TokensController,
  UsersController,
];
const GUARD = [
  { provide: IdentityHooks, useClass: SignInHooks },
  RouteCatalogue,
  OpenDoors,
  Recogniser,
  AccessCheck,
  LimitCheck,
  Doors,
  { provide: Doorkeeper, useExisting: Doors },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: Admission, useClass: RequestAdmission },
];

/** Sign-in, the guard before every route, people, tokens and territories over HTTP. */
@Module({
  imports: [AccessModule, DiscoveryModule],
  controllers: CONTROLLERS,
  providers: [...SIGN_IN, ...PEOPLE, ...PASSWORDS, ...TOKENS_AND_TERRITORIES, ...GUARD],
})
export class AccessHttpModule {}
