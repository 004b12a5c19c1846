import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { Search } from '../api/queries.ts';

interface SearchState {
  /** What is searched for now; in memory only. */
  readonly search: Search | null;
  readonly setSearch: (search: Search | null) => void;
}

const SearchContext = createContext<SearchState | null>(null);

export function SearchProvider({ children }: { readonly children: ReactNode }) {
  const [search, setSearch] = useState<Search | null>(null);
  const value = useMemo(() => ({ search, setSearch }), [search]);
  return <SearchContext value={value}>{children}</SearchContext>;
}

export function useSearch(): SearchState {
  const value = use(SearchContext);
  if (!value) throw new Error('no SearchProvider above');
  return value;
}
