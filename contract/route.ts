import type { z } from 'zod';

/** A route as both sides know it. The server adds who may use it; the web derives its client from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
}

export function defineRoutes<const Routes extends Readonly<Record<string, Route>>>(routes: Routes): Routes {
  return routes;
}
