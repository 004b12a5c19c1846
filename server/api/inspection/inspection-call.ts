import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { InspectionRoutes } from '../../../contract/inspection/routes.ts';
import type { Route } from '../../../contract/route.ts';
import type { House } from '../../compose.ts';
import type { Inspector } from '../../safeguards/access/inspections.ts';

type Part<R extends Route, Key extends 'params' | 'query' | 'body'> = R[Key] extends z.ZodType
  ? z.output<R[Key]>
  : undefined;

export interface InspectionCall<R extends Route> {
  readonly params: Part<R, 'params'>;
  readonly query: Part<R, 'query'>;
  readonly body: Part<R, 'body'>;
  readonly reply: FastifyReply;
}

export type InspectionHandlers = {
  readonly [Name in keyof InspectionRoutes]: (
    call: InspectionCall<InspectionRoutes[Name]>,
    who: Inspector,
  ) => Promise<z.input<InspectionRoutes[Name]['answer']> | FastifyReply>;
};

const options = (secure: boolean): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure,
});

/** A name of its own: the console's routes look for another, so no member's session and no auditor's can be taken for the other. */
export const inspectionCookie = (secure: boolean) =>
  secure ? '__Host-haltija-inspection' : 'haltija-inspection';

export function setInspectionCookie(
  reply: FastifyReply,
  token: string,
  expires: Date,
  secure: boolean,
): void {
  void reply.setCookie(inspectionCookie(secure), token, { ...options(secure), expires });
}

export function clearInspectionCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(inspectionCookie(secure), options(secure));
}

export const isSecureHouse = (house: House) => house.settings.publicUrl.startsWith('https:');

/** A route's name as the log writes codes: `inspectWholeLog` is `inspect-whole-log`. */
export const codeOf = (name: string) => name.replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`);
