import { OWN_SOURCE_NAME } from '#contract';
import type { IncidentEvent } from '../../api/contract.js';
import type { MessageKey, Translate } from '../../i18n/message-key.js';

const PARTS: Readonly<Record<string, MessageKey>> = {
  'system:escalation': 'incidents:actor.escalation',
  'system:incidents': 'incidents:actor.incidents',
};

/** What a source of alerts is called; our own, which nobody renamed, in the language on screen. @param name null = not known */
export function sourceName(t: Translate, slug: string, name: string | null): string {
  return name === OWN_SOURCE_NAME ? t('incidents:actor.ownSource') : (name ?? slug);
}

/** Who did something: people and sources by their names, parts of Leitstand by what they are. */
export function actorName(t: Translate, { id, name }: IncidentEvent['actor']): string {
  const part = PARTS[id];
  return part === undefined ? sourceName(t, id, name) : t(part);
}
