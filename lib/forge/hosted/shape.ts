import { z } from 'zod';
import { HttpFailure } from './failure';

/** Where people look at something, as an address that is safe to print and to link to. */
export const pageAddress = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).href);

/** What of an answer is used has the form that it should have; the rest may be anything. */
export function shaped<T extends z.ZodType>(shape: T, data: unknown, request: string): z.output<T> {
  const parsed = shape.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const words = `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as expected'}`;
    throw new HttpFailure({ kind: 'strange', request, method: request.split(' ')[0] as string, status: 200, words });
  }
  return parsed.data;
}
