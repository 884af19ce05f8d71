import type { Respelled } from '../manifest/spelled';

/**
 * The type of what a generated type is written as: classes for quantities and ports are their text or number, fields are
 * spelt as Kubernetes spells them, and nothing can be written to.
 */
export type AsJson<T> = 0 extends 1 & T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends Date
        ? string
        : T extends readonly (infer Item)[]
          ? readonly AsJson<Item>[]
          : [keyof T] extends ['value']
            ? T['value' & keyof T]
            : { readonly [Key in keyof T as Key extends keyof Respelled ? Respelled[Key] : Key]: AsJson<T[Key]> };
