import fc from 'fast-check';
import { BlockList } from 'node:net';
import { isCanonical, isWithin, parseCidr } from '../../lib/traffic/cidr';

const v4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => `${address}/${prefix}`);
const v6 = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([address, prefix]) => `${address}/${prefix}`);

test.each([
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['203.0.113.7/32', '203.0.113.7/32'],
  ['FD00:0:0:0::1/8', 'fd00::/8'],
  ['::ffff:10.0.0.1/128', '::ffff:a00:1/128'],
])('%s is the block %s', (text, block) => {
  expect(parseCidr(text)?.text).toBe(block);
});

test.each([
  '',
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/08',
  '10.0.0.0/33',
  '10.0.0/8',
  '010.0.0.0/8',
  '::1/129',
  'fe80::1%eth0/64',
  'a/8',
  ' ::/0',
])('%j is no block', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test('the notation of a block is the one that means no other', () => {
  fc.assert(
    fc.property(fc.oneof(v4, v6), (text) => {
      const cidr = parseCidr(text)!;
      const again = parseCidr(cidr.text)!;
      expect(again).toEqual(cidr);
      expect(isCanonical(cidr.text, again)).toBe(true);
    }),
  );
});

test('a block lies within another one when Node.js finds its first address there and it is smaller', () => {
  fc.assert(
    fc.property(fc.oneof(fc.tuple(v4, v4), fc.tuple(v6, v6)), ([one, other]) => {
      const [inner, outer] = [parseCidr(one)!, parseCidr(other)!];
      const type = outer.family === 4 ? 'ipv4' : 'ipv6';
      const list = new BlockList();
      list.addSubnet(outer.text.split('/')[0]!, outer.prefix, type);
      const found = list.check(inner.text.split('/')[0]!, type);
      expect(isWithin(inner, outer)).toBe(found && inner.prefix > outer.prefix);
    }),
  );
});
