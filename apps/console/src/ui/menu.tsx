import { IconCheck } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { AppLink } from './app-link.js';
import { placeBelow, placeAbove } from './place.js';
import type { Path } from '../util/paths.js';
import type { Search } from '../util/search.js';
import classes from './menu.module.css';

const ITEMS = '[role^="menuitem"]:not([disabled])';

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const here = items.findIndex((item) => item === document.activeElement);
  const target = {
    ArrowDown: here + 1,
    ArrowUp: here - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (target === undefined || items.length === 0) return;
  event.preventDefault();
  items[target % items.length]?.focus();
}

/** A button with a menu, on the browser's own popover: light dismiss, Escape and focus return come from there. */
export function Menu({
  trigger,
  label,
  className,
  children,
  above = false,
}: {
  trigger: ReactNode;
  /** Names the button for readers; leave out when the trigger is text. */
  label?: string;
  className?: string;
  children: ReactNode;
  above?: boolean;
}): ReactElement {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  // Only once the items are drawn is it known how high the menu is and what can take the focus.
  useLayoutEffect(() => {
    if (!open || !button.current || !popover.current) return;
    (above ? placeAbove : placeBelow)(popover.current, button.current);
    popover.current.querySelector<HTMLElement>(ITEMS)?.focus({ preventScroll: true });
  }, [above, open]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
      >
        {trigger}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className={classes.menu}
        onKeyDown={moveFocus}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && children}
      </div>
    </>
  );
}

const close = (element: Element): void => element.closest<HTMLElement>('[popover]')?.hidePopover();

/** One thing to do. With `checked` it is a choice and the menu stays open. */
export function MenuItem({
  icon,
  checked,
  many = false,
  onClick,
  lang,
  children,
}: {
  icon?: ReactNode;
  checked?: boolean;
  /** One of several choices that hold at the same time. */
  many?: boolean;
  onClick: () => void;
  lang?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : many ? 'menuitemcheckbox' : 'menuitemradio'}
      aria-checked={checked}
      tabIndex={-1}
      lang={lang}
      className={classes.item}
      onClick={(event) => {
        if (checked === undefined) close(event.currentTarget);
        onClick();
      }}
    >
      {icon}
      <span className={classes.text}>{children}</span>
      {checked && <IconCheck size={16} stroke={1.8} aria-hidden="true" />}
    </button>
  );
}

/** One place to go. */
export function MenuLink({
  to,
  search,
  icon,
  children,
}: {
  to: Path;
  search?: Search;
  icon?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <AppLink
      to={to}
      search={search}
      role="menuitem"
      tabIndex={-1}
      className={classes.item}
      onClick={(event) => close(event.currentTarget)}
    >
      {icon}
      <span className={classes.text}>{children}</span>
    </AppLink>
  );
}

export function MenuLabel({ children }: { children: ReactNode }): ReactElement {
  return <div className={classes.label}>{children}</div>;
}

export function MenuDivider(): ReactElement {
  return <div role="separator" className={classes.divider} />;
}
