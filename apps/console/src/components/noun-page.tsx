import type { Permission } from '#contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useCan } from '../api/use-me.js';
import { PageHead } from '../ui/page-head.js';
import type { PageHeadProps } from '../ui/page-head.js';
import { TextSkeleton } from '../ui/skeleton.js';
import { Forbidden } from './forbidden.js';
import { ObjectNotFound } from './object-not-found.js';
import { QueryView } from './query-view.js';

interface OneThing<T> {
  /** asks for it */
  query: UseQueryResult<T, unknown>;
  slug: string;
  /** the permission to see it */
  reads: Permission;
  /** what it is, in a word, where it is not there */
  kind: string;
  children: (thing: T) => ReactNode;
}

interface NounPageProps<T> extends OneThing<T> {
  up: PageHeadProps['up'];
  /** lines of text that stand in for the page until it is there */
  lines?: number;
}

/** The page of one thing: until it is known its slug stands in for its name, and what is not there says so. `children` bring the head. */
export function NounPage<T>({ up, lines = 8, ...one }: NounPageProps<T>): ReactElement {
  return (
    <>
      {!one.query.data && <PageHead title={one.slug} up={up} />}
      <OneThingView lines={lines} {...one} />
    </>
  );
}

interface NewNounPageProps {
  title: string;
  up: PageHeadProps['up'];
  /** the permission to write it */
  writes: Permission;
  children: ReactNode;
}

/** The page on which a thing is made, for whoever may. */
export function NewNounPage({ title, up, writes, children }: NewNounPageProps): ReactElement {
  const may = useCan(writes);
  return (
    <>
      <PageHead title={title} up={up} />
      {may ? children : <Forbidden permission={writes} />}
    </>
  );
}

type EditNounPageProps<T> = OneThing<T> & Omit<NewNounPageProps, 'children'>;

/** The page on which a thing is changed, for whoever may. */
export function EditNounPage<T>({ title, up, writes, ...one }: EditNounPageProps<T>): ReactElement {
  return (
    <NewNounPage title={title} up={up} writes={writes}>
      <OneThingView lines={10} {...one} />
    </NewNounPage>
  );
}

function OneThingView<T>({
  query,
  slug,
  reads,
  kind,
  lines,
  children,
}: OneThing<T> & { lines: number }): ReactElement {
  return (
    <QueryView
      query={query}
      needs={reads}
      skeleton={<TextSkeleton what={slug} lines={lines} />}
      notFound={(error) => <ObjectNotFound kind={kind} name={slug} error={error} />}
    >
      {children}
    </QueryView>
  );
}
