import ICAL from 'ical.js';

/** What a calendar invitation says. Personal data. */
export interface Invitation {
  /** REQUEST, CANCEL, REPLY, PUBLISH…, in capitals; '' when not stated. */
  method: string;
  summary: string;
  /** A calendar day (`2026-11-23`), or a local moment with its zone or UTC, as the sender wrote it. */
  start: string;
  end: string;
  /** The zone's name as written; '' for UTC (then the moments end in Z), whole days and floating times. */
  zone: string;
  place: string;
  organiser: string;
  repeats: boolean;
}

const mostText = 512 * 1024;

/** The first event of a calendar file (RFC 5545); undefined when there is none or it cannot be read. */
export function readInvitation(text: string): Invitation | undefined {
  if (text.length > mostText || !/BEGIN:VCALENDAR/i.test(text)) return undefined;
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown as unknown[]);
    const found = calendar.getFirstSubcomponent('vevent');
    if (!found) return undefined;
    const event = new ICAL.Event(found);
    const zone = found.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? '';
    return {
      method: line(calendar.getFirstPropertyValue('method')).toUpperCase().slice(0, 20),
      summary: line(event.summary),
      start: moment(event.startDate),
      end: moment(event.endDate),
      zone: line(zone).slice(0, 60),
      place: line(event.location),
      organiser: line(event.organizer).replace(/^mailto:/i, ''),
      repeats: event.isRecurring(),
    };
  } catch {
    return undefined;
  }
}

/** How many events a calendar file has, also one too large or too broken to be read. */
export function countEvents(text: string): number {
  return text.match(/^BEGIN:VEVENT[ \t]*\r?$/gim)?.length ?? 0;
}

function line(value: unknown): string {
  return (typeof value === 'string' ? value : '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed();
}

function moment(time: ICAL.Time | null | undefined): string {
  return time ? time.toString().slice(0, 30) : '';
}
