import type { ReactElement } from 'react';
import { EnvironmentBadge } from './environment-badge.js';
import { LateArmButton } from './late-ring.js';
import { LiveIndicator } from './live-indicator.js';
import { SearchButton } from './search-button.js';
import { TerritoryFilter } from './territory-filter.js';
import classes from './top-bar.module.css';
import { UserMenu } from './user-menu.js';
import { ZoneToggle } from './zone-toggle.js';

/** Where am I looking, is it current, in which clock, find anything, who am I. */
export function TopBar(): ReactElement {
  return (
    <header className={classes.bar} data-print="no">
      <EnvironmentBadge />
      <TerritoryFilter />
      <div className={classes.space} />
      <LateArmButton />
      <LiveIndicator />
      <ZoneToggle />
      <SearchButton />
      <UserMenu />
    </header>
  );
}
