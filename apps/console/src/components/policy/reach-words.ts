import type { Reach } from '../../api/contract.js';
import type { Translate } from '../../i18n/message-key.js';

type Unreached = Reach['unreached'][number];

/** Why a target reaches nobody, in words. @param nameOf the name of a schedule by its slug */
export function whyUnreached(
  t: Translate,
  { schedule, user }: Unreached,
  nameOf: (schedule: string) => string,
): string {
  const by = schedule === null ? '' : nameOf(schedule);
  if (user === null) return t('policies:reach.why.gap', { schedule: by });
  const { name } = user;
  if (!user.active) return t('policies:reach.why.inactive', { name });
  if (schedule === null) return t('policies:reach.why.noWay', { name });
  return t('policies:reach.why.noWayBy', { name, schedule: by });
}
