import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Cpu, Resources } from '../../lib';
import { at, renderWeb, type Surroundings } from './support';

const resources = (given?: Resources, surroundings?: Surroundings) =>
  renderWeb({ resources: given }, surroundings).container('Deployment').resources;

const unlimited = { environment: { cpuLimits: false } };

test('the defaults fit a small cluster, and memory is what was requested', () => {
  expect(resources()).toEqual({
    requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
    limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
  });
});

test('what is given replaces its default alone, and limits what it requests', () => {
  expect(resources(Resources.of({ cpu: { request: Cpu.units(1) } }))).toEqual({
    requests: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '256Mi' },
    limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '256Mi' },
  });
});

test('requests and limits are rendered as they are given, in whole units', () => {
  const given = Resources.of({
    cpu: { request: Cpu.millis(250), limit: Cpu.units(2) },
    memory: { request: Size.gibibytes(0.5), limit: Size.gibibytes(2) },
    ephemeralStorage: { request: Size.mebibytes(64), limit: Size.gibibytes(1) },
  });
  expect(resources(given)).toEqual({
    requests: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
    limits: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '1Gi' },
  });
});

test('an amount of cdk8s-plus is as good as one of this library', () => {
  const given = Resources.of({ cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.units(2) } });
  expect(resources(given)).toMatchObject({ requests: { cpu: '250m' }, limits: { cpu: '2' } });
});

test('a fraction of what can be told apart is rounded up', () => {
  const given = Resources.of({
    cpu: { request: Cpu.units(0.3333), limit: Cpu.millis(1000) },
    memory: { request: Size.gibibytes(0.3), limit: Size.mebibytes(2048) },
  });
  expect(resources(given)).toMatchObject({
    requests: { cpu: '334m', memory: '322122548' },
    limits: { cpu: '1', memory: '2Gi' },
  });
});

test('the cpu limit is turned off by a line, for a service or for a platform', () => {
  const limits = { memory: '256Mi', 'ephemeral-storage': '256Mi' };
  expect(resources(Resources.withoutCpuLimit())).toMatchObject({ requests: { cpu: '100m' } });
  expect(at(resources(Resources.withoutCpuLimit()), 'limits')).toEqual(limits);
  expect(at(resources(undefined, unlimited), 'limits')).toEqual(limits);
});

test('a service has the last word on its cpu limit', () => {
  expect(at(resources(Resources.of({ cpuLimit: true }), unlimited), 'limits')).toHaveProperty('cpu', '500m');
  expect(at(resources(Resources.of({ cpuLimit: false })), 'limits')).not.toHaveProperty('cpu');
});
