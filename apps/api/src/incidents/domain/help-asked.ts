import type { IncidentRole } from '#contract';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import type { NamedResponder } from './responder.js';
import type { RoleHolder } from './role.js';

/** Help with an incident that somebody asked for, as far as one reader is concerned. */
export interface HelpAsked {
  /** whether it is told for the reader to know: nobody is paged or asked by it */
  readonly isNotice: boolean;
  /** which roles the reader has in it, where one of them was handed on; null = none was */
  readonly roles: readonly IncidentRole[] | null;
  /** who asks the reader to help; null = nobody does */
  readonly askedBy: string | null;
  /** what others said whom the reader asked */
  readonly answers: readonly Pick<NamedResponder, 'name' | 'state'>[];
}

/** What a notification says of it, by its kind. */
export function helpAsked(
  responders: readonly NamedResponder[],
  roles: readonly RoleHolder[],
  reader: string,
  kind: NotificationKind,
): HelpAsked {
  const own = responders.find(({ userId }) => userId === reader);
  const asked = responders.filter(
    ({ askedBy, state }) => askedBy.kind === 'user' && askedBy.id === reader && state !== 'pending',
  );
  const held = roles.filter(({ userId }) => userId === reader).map(({ role }) => role);
  return {
    isNotice: kind !== 'page' && kind !== 'responder_request',
    roles: kind === 'handover' ? held : null,
    askedBy: kind === 'responder_request' ? (own?.askedBy.name ?? null) : null,
    answers: kind === 'status' ? asked.map(({ name, state }) => ({ name, state })) : [],
  };
}
