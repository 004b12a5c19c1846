import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { keysOf, ownKeys } from './own-keys.ts';
import { actForKey, createKeyReader } from './read-keys.ts';

export type ActGroup = 'go' | 'contact' | 'inbox' | 'calls' | 'own';

/** Something one can do here: by key, in the palette, or both. */
export interface Act {
  readonly id: string;
  readonly group: ActGroup;
  readonly label: string;
  /** "e", "g i", "mod+Enter", "?" … */
  readonly keys?: string;
  readonly run: () => void;
  /** Left out of the palette: it makes sense only as a key. */
  readonly keyOnly?: boolean;
}

interface Registry {
  readonly put: (owner: symbol, acts: readonly Act[] | null) => void;
  readonly all: () => readonly Act[];
  readonly subscribe: (listener: () => void) => () => void;
}

function createRegistry(): Registry {
  const owners = new Map<symbol, readonly Act[]>();
  const listeners = new Set<() => void>();
  let all: readonly Act[] = [];
  const gather = () => {
    all = [...owners.values()].flat().map(({ keys, ...act }): Act => {
      const own = keysOf({ id: act.id, ...(keys === undefined ? {} : { keys }) }, ownKeys.now());
      return own === undefined ? act : { ...act, keys: own };
    });
    for (const listener of listeners) listener();
  };
  ownKeys.subscribe(gather);
  return {
    put: (owner, acts) => {
      if (acts) owners.set(owner, acts);
      else owners.delete(owner);
      gather();
    },
    all: () => all,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const ActsContext = createContext<Registry | null>(null);
const keysOffAs = 'haltija-single-keys-off';

export const singleKeys = {
  areOn: () => localStorage.getItem(keysOffAs) === null,
  turn: (on: boolean) => (on ? localStorage.removeItem(keysOffAs) : localStorage.setItem(keysOffAs, 'yes')),
};

export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createRegistry);
  useEffect(() => {
    const read = createKeyReader();
    const onKeyDown = (event: KeyboardEvent) => {
      const pressed = read(event, singleKeys.areOn());
      const act = pressed && actForKey(registry.all(), pressed);
      if (!act) return;
      event.preventDefault();
      act.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return <ActsContext value={registry}>{children}</ActsContext>;
}

function useRegistry(): Registry {
  const registry = use(ActsContext);
  if (!registry) throw new Error('no ActsProvider above');
  return registry;
}

/** Offers these acts while the component is on the screen; the newest offer of a key wins. */
export function useActs(acts: readonly Act[]): void {
  const registry = useRegistry();
  const owner = useMemo(() => Symbol('acts'), []);
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  const shape = acts.map((act) => `${act.id}${act.keys ?? ''}${act.label}`).join('');
  // Offered anew when a name or key changes; what they do is always the latest.
  useEffect(() => {
    const offered = latest.current.map((act, index): Act => ({
      ...act,
      run: () => latest.current[index]?.run(),
    }));
    registry.put(owner, offered);
    return () => registry.put(owner, null);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [registry, owner, shape]);
}

export function useAllActs(): readonly Act[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.all);
}
