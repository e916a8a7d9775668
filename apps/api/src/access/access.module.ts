import { Module } from '@nestjs/common';
import { MailModule } from '../platform/mail/mail.module.js';
import { ApiTokensRepository } from './db/api-tokens.repository.js';
import { FirstRunRepository } from './db/first-run.repository.js';
import { InvitationsRepository } from './db/invitations.repository.js';
import { PasswordResetsRepository } from './db/password-resets.repository.js';
import { PrincipalsRepository } from './db/principals.repository.js';
import { ResetRequestsRepository } from './db/reset-requests.repository.js';
import { SignInFailuresRepository } from './db/sign-in-failures.repository.js';
import { TerritoriesRepository } from './db/territories.repository.js';
import { UsersRepository } from './db/users.repository.js';
import { AnswerResetRequestsTicker } from './jobs/answer-reset-requests.ticker.js';
import { SumSignInFailuresTicker } from './jobs/sum-sign-in-failures.ticker.js';
import { AdmitGuest } from './use-cases/admit-guest.js';
import { AnswerResetRequests } from './use-cases/answer-reset-requests.js';
import { AppointAdministrator } from './use-cases/appoint-administrator.js';
import { EnsureFirstRunLink } from './use-cases/ensure-first-run-link.js';
import { FindPeople } from './use-cases/find-people.js';
import { MakeResetLink } from './use-cases/make-reset-link.js';
import { MintOperatorToken } from './use-cases/mint-operator-token.js';
import { RecordSignInFailures } from './use-cases/record-sign-in-failures.js';
import { OperatorResetLink } from './use-cases/operator-reset-link.js';
import { VoidResetLinks } from './use-cases/void-reset-links.js';

const REPOSITORIES = [
  ApiTokensRepository,
  FirstRunRepository,
  InvitationsRepository,
  PasswordResetsRepository,
  PrincipalsRepository,
  ResetRequestsRepository,
  SignInFailuresRepository,
  TerritoriesRepository,
  UsersRepository,
];
const ADMIN_TASKS = [
  AppointAdministrator,
  EnsureFirstRunLink,
  MakeResetLink,
  MintOperatorToken,
  OperatorResetLink,
  VoidResetLinks,
];

/** What admin tasks and rooms downstream need of this room, without HTTP. */
@Module({
  imports: [MailModule], // a new link voids those whose mails still wait
  providers: [...REPOSITORIES, ...ADMIN_TASKS, AdmitGuest, FindPeople],
  exports: [...REPOSITORIES, ...ADMIN_TASKS, AdmitGuest, FindPeople],
})
export class AccessModule {}

/** What people wait for, in the worker. */
@Module({
  imports: [AccessModule],
  providers: [
    AnswerResetRequests,
    AnswerResetRequestsTicker,
    RecordSignInFailures,
    SumSignInFailuresTicker,
  ],
})
export class AccessWorkerModule {}
