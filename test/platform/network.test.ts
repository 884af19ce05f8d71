import { Application, CronTask, Network, type NetworkDefaults, Peer, Platform, WebService, Worker } from '../../lib';
import { Manifests } from '../../lib/testing';
import { image, render, renderWeb, renderWorker } from '../service/support';

// What a platform says of the network holds for every service on it.

const collector = { namespace: 'telemetry' };
const outside = { ip: '203.0.113.7' };
const network: NetworkDefaults = {
  allowFrom: [Peer.namespace('gateway')],
  allowTo: [Peer.namespace('telemetry').on(4317), Peer.cidr('203.0.113.7/32').on(443)],
  dns: [Peer.cidr('10.96.0.10/32')],
};
const dnsOf = (objects: Manifests) => {
  const rules = objects.find('NetworkPolicy', 'lulu-api').spec.egress ?? [];
  return rules.flatMap(({ to = [], ports }) =>
    ports?.[0]?.port === 53 ? to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []) : [],
  );
};

test('every process may call the platform’s peers, and is called by them on its ports', () => {
  const objects = render(
    (chart) => {
      new WebService(chart, 'api', { image, port: 8080 });
      new Worker(chart, 'mailer', { image, ports: [{ name: 'metrics', port: 9100 }] });
      new CronTask(chart, 'report', { image, schedule: '@daily' });
    },
    { environment: { network } },
  );
  for (const process of [
    objects.find('Deployment', 'lulu-api'),
    objects.find('Deployment', 'lulu-mailer'),
    objects.find('CronJob', 'lulu-report'),
  ]) {
    expect(objects.mayCall(process, collector, 4317)).toBe(true);
    expect(objects.mayCall(process, collector, 80)).toBe(false);
    expect(objects.mayCall(process, outside, 443)).toBe(true);
  }
  const from = (name: string, port: number) =>
    objects.mayCall({ namespace: 'gateway' }, objects.find('Deployment', name), port);
  expect([from('lulu-api', 8080), from('lulu-api', 9100)]).toEqual([true, false]);
  expect([from('lulu-mailer', 9100), from('lulu-mailer', 8080)]).toEqual([true, false]);
});

test('a process that listens on nothing is opened on the ports alone that a peer says', () => {
  const quiet = (peer: Peer) => renderWorker({}, { environment: { network: { allowFrom: [peer] } } });
  const mayCall = (objects: Manifests, port: number) =>
    objects.mayCall({ namespace: 'mesh' }, objects.find('Deployment'), port);
  expect(mayCall(quiet(Peer.namespace('mesh')), 15020)).toBe(false);
  expect(mayCall(quiet(Peer.namespace('mesh').on(15020)), 15020)).toBe(true);
});

test('what a service says is added to it, and its DNS takes the place of the platform’s', () => {
  const own = Network.policy({ allowTo: [Peer.namespace('queue')], dns: [Peer.cidr('10.97.0.10/32')] });
  const objects = renderWeb({ network: own }, { environment: { network } });
  const api = objects.find('Deployment');
  expect(objects.mayCall(api, collector, 4317)).toBe(true);
  expect(objects.mayCall(api, { namespace: 'queue' }, 5672)).toBe(true);
  expect(dnsOf(objects)).toEqual(['169.254.0.0/16', '10.97.0.10/32']);
  expect(dnsOf(renderWeb({}, { environment: { network } }))).toEqual(['169.254.0.0/16', '10.96.0.10/32']);
});

test('an environment changes a part of it', () => {
  const platform = new Platform({
    network,
    environments: { staging: {}, production: { network: { allowTo: [] } } },
  });
  const application = new Application('lulu', { platform, version: '1.5.0' }, (chart) => {
    new WebService(chart, 'api', { image, port: 8080 });
  });
  const [staging, production] = (['staging', 'production'] as const).map((name) => Manifests.of(application, name));
  const callsOut = (objects: Manifests) => objects.mayCall(objects.find('Deployment'), outside, 443);
  const isCalled = (objects: Manifests) => objects.mayCall({ namespace: 'gateway' }, objects.find('Deployment'), 8080);
  expect([callsOut(staging!), callsOut(production!)]).toEqual([true, false]);
  expect([isCalled(staging!), isCalled(production!)]).toEqual([true, true]);
});

test('another application is found in the namespace that it has in that environment', () => {
  const shared = { allowFrom: [Peer.application('shop')] };
  const objects = renderWeb(
    {},
    { environment: { network: shared, namespace: (application) => `team-${application}` } },
  );
  const shop = { namespace: 'team-shop', labels: { 'app.kubernetes.io/part-of': 'shop' } };
  expect(objects.mayCall(shop, objects.find('Deployment'), 8080)).toBe(true);
});
