import { Link } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactElement } from 'react';
import type { Path } from '../util/paths.js';
import { keptSearch } from '../util/search.js';
import type { Search } from '../util/search.js';

export interface AppLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  to: Path;
  search?: Search;
  /** Also counts as current when a page below it is open. */
  section?: boolean;
}

/** A real `<a href>` inside the console; keeps zone, language and territory, marks the current page for readers. */
export function AppLink({ to, search, section = false, ...rest }: AppLinkProps): ReactElement {
  const target: string = to; // an address that is made, not one of the router's patterns
  return (
    <Link
      {...rest}
      to={target}
      search={(before: Search) => ({ ...keptSearch(before), ...search })}
      activeOptions={{ exact: !section, includeSearch: false }}
      activeProps={{ 'data-active': true }}
      preload="intent"
    />
  );
}
