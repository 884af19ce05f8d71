import { Size } from 'cdk8s';
import fc from 'fast-check';
import { bytesOf, coresOf, Cpu, cpuQuantity, sizeQuantity } from '../../lib/manifest';
import { anyQuantity } from '../../lib/manifest/quantity';

test.each([
  ['1', 1],
  ['500m', 0.5],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['1.5', 1.5],
  ['2k', 2000],
])('%s are %d cores', (quantity, cores) => {
  expect(coresOf(quantity)).toBeCloseTo(cores, 9);
});

test.each([
  ['1024', 1024],
  ['1Ki', 1024],
  ['0.5Gi', 2 ** 29],
  ['1M', 1e6],
  ['2Ti', 2 ** 41],
  ['1Pi', 2 ** 50],
])('%s is %d bytes', (quantity, bytes) => {
  expect(bytesOf(quantity)).toBe(bytes);
});

test.each([
  '',
  '-1',
  '+1',
  'NaN',
  'NaNm',
  'Infinity',
  '1e3',
  '1E',
  '1 Gi',
  '1gi',
  '1GB',
  '0x10',
  '1.',
  'undefined',
  '1Gi\n',
])('%j is no quantity that this library takes', (quantity) => {
  expect(bytesOf(quantity)).toBeNaN();
});

test('whole cores are written without a unit, others as thousandths that are never too few', () => {
  expect([1, 25, 0.5, 2.5, 0.0001, 0.1 + 0.2].map(cpuQuantity)).toEqual(['1', '25', '500m', '2500m', '1m', '300m']);
});

test('bytes are written in the largest unit that holds them whole, and are never too few', () => {
  const sizes = [0.5, 1023, 1024, 1025, 2 ** 20, 12.5 * 2 ** 30, 50 * 2 ** 30, 2 ** 40];
  expect(sizes.map(sizeQuantity)).toEqual(['1', '1023', '1Ki', '1025', '1Mi', '12800Mi', '50Gi', '1Ti']);
});

test('cores that were written are read again', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), (millis) =>
      expect(coresOf(cpuQuantity(millis / 1000))).toBeCloseTo(millis / 1000, 9),
    ),
  );
});

test('bytes that were written are read again', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (bytes) => expect(bytesOf(sizeQuantity(bytes))).toBe(bytes)));
});

test('what cdk8s writes is read as it is meant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (amount) => {
      expect(coresOf(Cpu.millis(amount).amount)).toBeCloseTo(amount / 1000, 9);
      expect(coresOf(Cpu.units(amount).amount)).toBe(amount);
      expect(bytesOf(Size.mebibytes(amount).asString())).toBe(amount * 2 ** 20);
      expect(bytesOf(Size.gibibytes(amount / 4).asString())).toBe(amount * 2 ** 28);
    }),
  );
});

test.each([
  ['1e3', 1000],
  ['1.5E-3', 0.0015],
  ['1.', 1],
  ['100n', 1e-7],
  ['1E', 1e18],
  ['1Ei', 2 ** 60],
  ['1Gi', 2 ** 30],
])('%s is %d as anybody may write it', (quantity, value) => {
  expect(anyQuantity(quantity)).toBeCloseTo(value, 12);
});

test.each(['', '-1', '1 Gi', '256MB', '0x10', 'e3', '1e', '1e9999'])('%j is no quantity for anybody', (quantity) => {
  expect(anyQuantity(quantity)).toBeNaN();
});
