import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import type { Arming } from '../../util/arming.js';
import { formatTime } from '../../util/format/time.js';

/** What there is to say of a console: in a word, and what it means. */
export function useArmingText({ state, ...known }: Arming): { word: string; means: string } {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  if (state === 'armed') return { word: t('ring:state.armed'), means: t('ring:means.armed') };
  if (state === 'arming') return { word: t('ring:state.arming'), means: t('ring:means.arming') };
  if (state === 'lost') {
    const since = 'since' in known ? known.since : 0;
    const at = formatTime(new Date(since), zone, language, 'seconds');
    return { word: t('ring:state.lost', { at }), means: t('ring:means.lost', { at }) };
  }
  const because = 'because' in known ? known.because : null;
  const word = t('ring:state.off');
  if (because === 'silent') return { word, means: t('ring:means.silent') };
  if (because === 'blocked') return { word, means: t('ring:rearm.means') };
  if (because === 'refused') return { word, means: t('ring:means.refused') };
  return { word, means: t('ring:means.off') };
}
