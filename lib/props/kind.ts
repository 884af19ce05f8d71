/** What a prop has to be, and how one is written. */
export interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly example: string;
  /** Whether a wrong value may be told: it was meant as a number with a unit, which is no secret. */
  readonly isTold?: boolean;
  /** Whether nothing goes without it, and no other check tells that. */
  readonly isNeeded?: boolean;
}

type Class = abstract new (...args: never[]) => unknown;

/** What has a check of its own, which tells more. */
export const any: Kind = { is: () => true, example: '...' };

/** What has to be given. */
export const needed = (kind: Kind): Kind => ({ ...kind, isNeeded: true });

/** What a class makes. The constructors are private, which makes no difference to `instanceof`. */
export const made = (type: unknown, example: string): Kind => ({
  is: (value) => value instanceof (type as Class),
  example,
});

export const listOf = (item: Kind): Kind => ({
  is: (value) => Array.isArray(value) && value.every(item.is),
  example: `[${item.example}]`,
});

export const text = (example: string): Kind => ({ is: (value) => typeof value === 'string', example });

export const record = (example: string): Kind => ({ is: isRecord, example });

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// What cdk8s makes is known by what it has: that of another copy of cdk8s is as good.

export const duration = (example: string): Kind => ({ is: hasMethod('toMilliseconds'), example, isTold: true });

export const size = (example: string): Kind => ({ is: hasMethod('asString'), example, isTold: true });

export const cpu = (example: string): Kind => ({
  is: (value) => isRecord(value) && typeof value['amount'] === 'string',
  example,
  isTold: true,
});

export const schedule = (example: string): Kind => ({
  is: (value) => typeof value === 'string' || (isRecord(value) && typeof value['expressionString'] === 'string'),
  example,
});

function hasMethod(name: string): Kind['is'] {
  return (value) => isRecord(value) && typeof value[name] === 'function';
}
