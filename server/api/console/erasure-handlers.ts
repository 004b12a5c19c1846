import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import { presentErasures } from '../present-erasures.ts';
import type { Handlers } from './bind-routes.ts';

type ErasureHandlers = Pick<Handlers, 'listErasures' | 'certifyErasure'>;

export function createErasureHandlers(house: House): ErasureHandlers {
  const { erasures } = house.promises;
  return {
    listErasures: ({ query }) => presentErasures(house, query),

    async certifyErasure({ params: { unitId } }) {
      const { format, statement, signature } = await erasures.certify([unitId as Id]);
      return { format, statement: { ...statement }, signature: { ...signature } };
    },
  };
}
