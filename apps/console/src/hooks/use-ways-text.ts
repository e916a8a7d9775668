import { useCallback } from 'react';
import type { EscalationSimulation } from '../api/contract.js';
import { useMe } from '../api/use-me.js';
import { useT } from '../i18n/use-t.js';

type Person = EscalationSimulation['pages'][number]['people'][number];

/** By which ways somebody is reached: of others what one may know of them (`email …reta@…`), one's own address in full. */
export function useWaysText(): (person: Pick<Person, 'id' | 'methods'>) => string[] {
  const t = useT();
  const me = useMe();
  return useCallback(
    ({ id, methods }) =>
      methods.map(({ kind, lastFour }) => {
        const isOwn = id === me?.id && me.email?.split('@')[0]?.endsWith(lastFour) === true;
        const masked = `…${lastFour}${kind === 'mail' ? '@…' : ''}`;
        return t('incidents:way', { kind, address: isOwn ? (me.email ?? masked) : masked });
      }),
    [t, me],
  );
}
