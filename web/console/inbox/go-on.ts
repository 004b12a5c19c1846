import { createContext, use } from 'react';

/**
 * What follows when a contact is dealt with: the list, with the one that came after it in focus. It is not opened:
 * every opening is a reading in the access log, so a reading is something that somebody chose.
 */
export const GoOnContext = createContext<(contactId: string) => void>(() => undefined);

export const useGoOn = () => use(GoOnContext);
