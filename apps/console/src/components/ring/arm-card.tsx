import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { noticePermission } from '../../api/ring/system-notices.js';
import type { NoticePermission } from '../../api/ring/system-notices.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { useStore } from '../../stores/store.js';
import { StatusShape } from '../../ui/status-shape.js';
import type { StatusTone } from '../../ui/status-shape.js';
import type { Arming } from '../../util/arming.js';
import { pressArm } from './press.js';
import classes from './ring.module.css';
import { sentence } from './sentence.js';
import { useArming } from './use-arming.js';
import { useArmingText } from './use-arming-text.js';

const TONE: Record<Arming['state'], StatusTone> = {
  off: 'none',
  arming: 'none',
  armed: 'ok',
  lost: 'warn',
};
const WITHOUT: Partial<Record<NoticePermission, MessageKey>> = {
  insecure: 'ring:notices.insecure',
  denied: 'ring:notices.denied',
  unsupported: 'ring:notices.unsupported',
};

/** Arms this console, and says what it then does and what it cannot. */
export function ArmCard(): ReactElement {
  const t = useT();
  const arming = useArming();
  const { word, means } = useArmingText(arming);
  const without = WITHOUT[useStore(noticePermission)];
  const off = arming.state === 'off';
  return (
    <section className={classes.card} aria-labelledby="arm-title">
      <h2 id="arm-title">{t('ring:title')}</h2>
      <div role="status" className={classes.state}>
        <StatusShape tone={TONE[arming.state]} size={16} />
        <span>
          <strong>{sentence(word)}</strong> {means}
        </span>
      </div>
      {without && <p className="ls-small ls-quiet">{t(without)}</p>}
      <Button variant={off ? 'filled' : 'default'} onClick={pressArm}>
        {t(off ? 'ring:arm' : 'ring:unarm')}
      </Button>
    </section>
  );
}
