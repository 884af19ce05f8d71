import { z } from 'zod';

/** Days of the week, as a window names them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d|24:00';

/** How a window says when it begins and ends, with what that looks like. */
const FORMS = {
  daily: [new RegExp(`^(?:${TIME})$`), '18:00'],
  weekly: [new RegExp(`^(?:${DAYS.join('|')}) (?:${TIME})$`), 'fri 16:00'],
  yearly: [new RegExp(`^\\d{2}-\\d{2} (?:${TIME})$`), '12-20 18:00'],
  once: [new RegExp(`^\\d{4}-\\d{2}-\\d{2}[ T](?:${TIME})$`), '2026-12-20 18:00'],
} as const;

/** How often a window comes. */
export type WindowForm = keyof typeof FORMS;

const ANY = new RegExp(
  Object.values(FORMS)
    .map(([form]) => form.source)
    .join('|'),
);

const EXAMPLES = Object.values(FORMS)
  .map(([, example]) => example)
  .join(', ');

const moment = (what: string) =>
  z
    .string()
    .regex(ANY, `it has to be a time such as ${EXAMPLES}`)
    .refine((text) => isDate(text), { error: 'there is no such day' })
    .describe(what);

/** A time in which nothing is released. */
export const windowSchema = z
  .strictObject({
    days: z
      .array(z.enum(DAYS))
      .min(1)
      .optional()
      .describe('Days of the week: all of them, or from `from` on until `until`.'),
    from: moment(
      'When it begins: `18:00` on each of `days`, `fri 16:00` each week, `12-20 18:00` each year, `2026-12-20 18:00` once.',
    ).optional(),
    until: moment(
      'When it ends, said as `from` is. On `days`, a time that is not after `from` is one of the next day.',
    ).optional(),
    zone: z
      .string()
      .refine(isZone, 'it has to be a name of the tz database, such as Europe/Berlin or Etc/UTC')
      .describe('The time zone: a name of the tz database, such as Europe/Berlin.'),
    reason: z.string().trim().min(1).describe('Why: whoever is denied reads it.'),
  })
  .superRefine(({ days, from, until }, context) => {
    const tell = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const [begin, end] = [from, until].map((text) => (text === undefined ? undefined : formOf(text)));
    if (days) {
      if (begin !== undefined && begin !== 'daily') tell('from', 'beside `days` it has to be a time, such as 18:00');
      if (end !== undefined && end !== 'daily') tell('until', 'beside `days` it has to be a time, such as 06:00');
    } else if (from === undefined || until === undefined) {
      tell(from === undefined ? 'from' : 'until', 'it is missing; without `days`, a window has `from` and `until`');
    } else if (begin === 'daily') {
      tell('from', 'which days? Write `days` too, or fri 16:00');
    } else if (begin !== end) {
      tell('until', `it has to be said as \`from\` is: ${begin ? FORMS[begin][1] : ''}`);
    }
    if (from !== undefined && from === until) {
      tell('until', 'it is the same as `from`');
    } else if (begin === 'once' && end === 'once' && normal(until as string) < normal(from as string)) {
      tell('until', 'it is before `from`');
    }
    if (from?.endsWith('24:00')) {
      tell('from', 'a day begins at 00:00');
    }
  })
  .describe('A time in which nothing is released.');

/** A time in which nothing is released, as twelve.yaml says it. */
export type FreezeWindow = Readonly<z.infer<typeof windowSchema>>;

/** How a time of a window is said. */
export function formOf(text: string): WindowForm | undefined {
  return (Object.keys(FORMS) as WindowForm[]).find((form) => FORMS[form][0].test(text));
}

function normal(text: string): string {
  return text.replace('T', ' ');
}

/** Whether a time's date is one of the calendar: 29 February is, in the years that have it, and each year. */
function isDate(text: string): boolean {
  const form = formOf(text);
  const date = form === 'yearly' ? `2024-${text.slice(0, 5)}` : form === 'once' ? text.slice(0, 10) : undefined;
  return date === undefined || z.iso.date().safeParse(date).success;
}

function isZone(zone: string): boolean {
  try {
    // JavaScript takes any case, and offsets; people read the name.
    const isName = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(zone);
    return isName && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
