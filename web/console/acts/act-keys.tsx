import { KeyNames } from '../frame/key-names.tsx';
import { singleKeys, useAllActs } from './acts.tsx';

/** The keys of what can be done now, as they are for whoever is signed in. */
export function ActKeys({ id }: { readonly id: string }) {
  const keys = useAllActs().find((each) => each.id === id)?.keys;
  return keys !== undefined && singleKeys.areOn() ? <KeyNames keys={keys} /> : null;
}
