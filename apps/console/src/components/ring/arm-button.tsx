import { IconBell, IconBellOff, IconBellRinging, IconBellX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { pressArm } from './press.js';
import classes from './ring.module.css';
import { sentence } from './sentence.js';
import { useArming } from './use-arming.js';
import { useArmingText } from './use-arming-text.js';

const ICON = { off: IconBellOff, arming: IconBell, armed: IconBellRinging, lost: IconBellX };

/** In the head of every page: whether this console rings, in a word; pressed, it does or does not. */
export function ArmButton(): ReactElement {
  const t = useT();
  const arming = useArming();
  const { word, means } = useArmingText(arming);
  const Icon = ICON[arming.state];
  const action = t(arming.state === 'off' ? 'ring:arm' : 'ring:unarm');
  return (
    <button
      type="button"
      className={classes.arm}
      data-state={arming.state}
      aria-label={`${sentence(word)} ${action}`}
      title={`${means} ${action}.`}
      onClick={pressArm}
    >
      <Icon size={18} stroke={1.6} />
      <span className={classes.word}>{word}</span>
    </button>
  );
}
