import type { IncidentDetail, Me } from '../contract.js';
import { mayIn } from './authority.js';

type Responder = IncidentDetail['responders'][number];

/** What became of the request to a person to help with an incident; undefined = nobody asked them. */
export function ownRequest(
  { responders }: Pick<IncidentDetail, 'responders'>,
  me: Me | undefined,
): Responder | undefined {
  return responders.find(({ id }) => id === me?.id);
}

/** Whether a person may acknowledge an incident and note something in it: by their role, or since they were asked to help. */
export function mayTakeOn(
  incident: Pick<IncidentDetail, 'responders' | 'territory'>,
  me: Me | undefined,
): boolean {
  const own = ownRequest(incident, me);
  return (
    mayIn(me, 'incident:respond', [incident.territory]) ||
    (own !== undefined && own.state !== 'declined')
  );
}

/** A role as texts choose by it: without hyphens. */
export const roleWord = (role: string): string => role.replaceAll('-', '');
