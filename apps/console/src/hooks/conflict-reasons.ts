import type { MessageKey } from '../i18n/message-key.js';

/** Reasons why something cannot be done as things are, which say by themselves what is wrong. */
export const CONFLICT: Record<string, MessageKey> = {
  'not-mergeable': 'incident-room:merge.wrong',
  'still-firing': 'incident-room:resolve.needed',
  'resolved-already': 'forms:why.resolvedAlready',
  'source-in-use': 'forms:why.sourceInUse',
  'too-many-tokens': 'forms:why.tooManyTokens',
  'sign-in-instead': 'forms:why.signInInstead',
  'invited-already': 'forms:why.invitedAlready',
  'too-many-overrides': 'forms:why.tooManyOverrides',
  'override-over': 'forms:why.overrideOver',
  'comes-with-account': 'forms:why.comesWithAccount',
  'too-many-consoles': 'forms:why.tooManyConsoles',
  'not-armed': 'forms:why.notArmed',
  'no-way': 'forms:why.noWay',
  'verified-already': 'forms:why.verifiedAlready',
  'no-mail-server': 'forms:why.noMailServer',
  'too-many-ways': 'forms:why.tooManyWays',
  'way-known': 'forms:why.wayKnown',
  'changed-meanwhile': 'forms:why.changedMeanwhile',
  'own-account': 'forms:why.ownAccount',
  'own-password': 'forms:why.ownPassword',
  'account-disabled': 'forms:why.accountDisabled',
};
