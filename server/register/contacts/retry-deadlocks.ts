import { DatabaseError } from '../../storage/database.ts';

/** PostgreSQL breaks a ring of waiters by failing one of them; nothing of it was done, so it is done again. */
export async function retryDeadlocks<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === '40P01') || attempt === 5) throw error;
    }
  }
}
