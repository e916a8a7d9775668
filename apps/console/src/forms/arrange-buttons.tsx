import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import classes from './arrange.module.css';

export interface ArrangeButtonsProps {
  /** What each is called for readers. */
  labels: { up: string; down: string; remove: string };
  at: number;
  count: number;
  /** Begins the ids of the buttons; the same for the thing wherever it stands. */
  id: string;
  /** Whether it may be the last one that goes. */
  mayBeEmpty?: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** Moves one thing of a list up and down, and takes it out: by mouse, touch and keyboard alike. */
export function ArrangeButtons({
  labels,
  at,
  count,
  id,
  mayBeEmpty = false,
  onMove,
  onRemove,
}: ArrangeButtonsProps): ReactElement {
  const common = { variant: 'subtle', color: 'gray', size: 36 } as const;
  return (
    <span className={classes.buttons}>
      {count > 1 && (
        <>
          <ActionIcon
            {...common}
            id={`${id}-up`}
            aria-label={labels.up}
            // It keeps the focus at the end of its way; a disabled button would lose it.
            aria-disabled={at === 0}
            onClick={() => at > 0 && onMove(at - 1)}
          >
            <IconArrowUp size={16} stroke={1.6} />
          </ActionIcon>
          <ActionIcon
            {...common}
            id={`${id}-down`}
            aria-label={labels.down}
            aria-disabled={at === count - 1}
            onClick={() => at < count - 1 && onMove(at + 1)}
          >
            <IconArrowDown size={16} stroke={1.6} />
          </ActionIcon>
        </>
      )}
      {(count > 1 || mayBeEmpty) && (
        <RemoveButton id={`${id}-remove`} label={labels.remove} onClick={onRemove} />
      )}
    </span>
  );
}

/** Takes one thing of a list out. */
export function RemoveButton({
  id,
  label,
  onClick,
}: {
  id?: string;
  label: string;
  onClick: () => void;
}): ReactElement {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      id={id}
      aria-label={label}
      onClick={onClick}
    >
      <IconX size={16} stroke={1.6} />
    </ActionIcon>
  );
}
