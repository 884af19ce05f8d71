import { isIP } from 'node:net';

/** A block of addresses. */
export interface Cidr {
  readonly family: 4 | 6;
  /** Bits that all addresses of the block have in common. */
  readonly prefix: number;
  /** The first address, as a number. */
  readonly first: bigint;
  /** The block in its one correct notation: without bits beyond the prefix. */
  readonly text: string;
}

/** Reads a block in CIDR notation. Nothing where it is none; bits beyond the prefix show in `text`. */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', digits = ''] = /^([\da-f.:]+)\/(0|[1-9]\d{0,2})$/i.exec(text) ?? [];
  const family = isIP(address);
  const prefix = Number(digits);
  const length = family === 4 ? 32 : 128;
  if ((family !== 4 && family !== 6) || prefix > length) {
    return undefined;
  }
  const host = BigInt(length - prefix);
  const first = (toNumber(address, family) >> host) << host;
  return { family, prefix, first, text: `${toAddress(first, family)}/${prefix}` };
}

/** Whether a text is a block in the notation that means no other. */
export function isCanonical(text: string, cidr: Cidr): boolean {
  // Compared as numbers, because IPv6 has many spellings of one address.
  const [address = ''] = text.split('/');
  return toNumber(address, cidr.family) === cidr.first;
}

/** Whether a block lies within another one and is smaller, as Kubernetes asks of `except`. */
export function isWithin(inner: Cidr, outer: Cidr): boolean {
  const host = BigInt((outer.family === 4 ? 32 : 128) - outer.prefix);
  return inner.family === outer.family && inner.prefix > outer.prefix && inner.first >> host === outer.first >> host;
}

function toNumber(address: string, family: 4 | 6): bigint {
  if (family === 4) {
    return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
  }
  const [head = '', tail] = canonicalV6(address).split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const middle = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].reduce((sum, part) => (sum << 16n) | BigInt(`0x${part}`), 0n);
}

function toAddress(number: bigint, family: 4 | 6): string {
  const [groups, bits, radix] = family === 4 ? [4, 8n, 10] : [8, 16n, 16];
  const parts = Array.from({ length: groups }, (_, i) =>
    ((number >> (BigInt(groups - 1 - i) * bits)) & ((1n << bits) - 1n)).toString(radix),
  );
  return family === 4 ? parts.join('.') : canonicalV6(parts.join(':'));
}

/** The shortest spelling, without an IPv4 address in it: what URLs have. */
function canonicalV6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
