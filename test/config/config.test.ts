import { bindConfig, Config, CONFIG_CHECKSUM, resolveConfig, type ResolvedConfig } from '../../lib/config';
import { collecting, inEmptyFolder, service, throwing } from './support';

const target = { instance: 'lulu-api', labels: { 'app.kubernetes.io/instance': 'lulu-api' } };

function resolve(...configs: Config[]): ResolvedConfig {
  return resolveConfig(throwing(), configs);
}

function keys(resolved: ResolvedConfig): Record<string, string> {
  return Object.fromEntries(resolved.entries.map(({ key, value }) => [key, value]));
}

function bind(config: Config) {
  return bindConfig(service().scope, throwing(), target, resolve(config));
}

describe('config', () => {
  const write = inEmptyFolder();

  test('is merged from left to right, in the order of its keys, each with where it is from', () => {
    write('config/lulu/staging.env', 'B=2\n\nA=1\n');
    const resolved = resolve(
      Config.merge(Config.fromEnvFile('config/lulu/staging.env'), Config.fromObject({ C: true, _: 1.5 })),
    );
    expect(resolved.entries).toEqual([
      { key: 'A', value: '1', origin: 'config/lulu/staging.env:3' },
      { key: 'B', value: '2', origin: 'config/lulu/staging.env:1' },
      { key: 'C', value: 'true', origin: 'Config.fromObject' },
      { key: '_', value: '1.5', origin: 'Config.fromObject' },
    ]);
  });

  test('is replaced by a later source that says so, key by key or as a whole', () => {
    const base = Config.fromObject({ A: '1', B: '1', C: '1' });
    expect(keys(resolve(base, Config.fromObject({ A: '2' }, { overrides: ['A', 'Z'] })))).toEqual({
      A: '2',
      B: '1',
      C: '1',
    });
    expect(keys(resolve(Config.merge(base, Config.fromObject({ B: '2', C: '2' }, { overrides: true }))))).toEqual({
      A: '1',
      B: '2',
      C: '2',
    });
  });

  test('does not change with the object that it was made from', () => {
    const record: Record<string, string> = { A: '1' };
    const config = Config.fromObject(record);
    record['A'] = '2';
    expect(keys(resolve(config))).toEqual({ A: '1' });
  });

  test('reads nothing before it is bound', () => {
    const config = Config.fromEnvFile('later.env');
    write('later.env', '\ufeffA=1');
    expect(keys(resolve(config))).toEqual({ A: '1' });
  });

  test('collects required names of all sources', () => {
    const config = Config.merge(
      Config.fromObject({}, { required: ['B', 'A'] }),
      Config.fromObject({}, { required: ['A', 'C'] }),
    );
    expect(resolve(config).required).toEqual(['A', 'B', 'C']);
  });

  test('has a convention for logs, with defaults', () => {
    expect(keys(resolve(Config.logs()))).toEqual({ LOG_FORMAT: 'json', LOG_LEVEL: 'info' });
    expect(keys(resolve(Config.logs({ level: 'trace', format: 'text' })))).toEqual({
      LOG_FORMAT: 'text',
      LOG_LEVEL: 'trace',
    });
  });

  test('keeps to the convention for logs where it has one, in any case, and knows nothing of it elsewhere', () => {
    const level = (value: string) => Config.fromObject({ LOG_LEVEL: value }, { overrides: true });
    expect(keys(resolve(Config.logs(), level('DEBUG')))).toEqual({ LOG_FORMAT: 'json', LOG_LEVEL: 'DEBUG' });
    expect(keys(resolve(level('info,sqlx=debug')))).toEqual({ LOG_LEVEL: 'info,sqlx=debug' });
    expect(() => resolve(Config.logs(), level('inof'))).toThrow(
      '[lulu/staging/api] config LOG_LEVEL: the value at Config.fromObject is none of Config.logs; use one of trace, debug, info, warn, error, fatal (TF1115)',
    );
  });

  test('is the same wherever the folder is, and tells no absolute path', () => {
    write('config/a.env', 'A');
    const { place, lines } = collecting();
    resolveConfig(place, [
      Config.fromEnvFile(`${process.cwd()}/config/a.env`),
      Config.fromEnvFile('/nonexistent-folder/b.env'),
    ]);
    expect(lines[0]).toContain('] config/a.env:1: ');
    expect(lines[1]).toContain('] b.env: does not exist; ');
  });
});

describe('a ConfigMap', () => {
  test('is named after the service, and its checksum is on the pods', () => {
    const { configMap, envFrom, podAnnotations } = bind(Config.fromObject({ B: '2', A: '1' }));
    expect(configMap?.toJson()).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'lulu-api', labels: target.labels },
      data: { A: '1', B: '2' },
    });
    expect(envFrom).toEqual([{ configMapRef: { name: 'lulu-api', optional: false } }]);
    expect(podAnnotations).toEqual({ [CONFIG_CHECKSUM]: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  test('is immutable and named by its content on request, without a checksum', () => {
    const { configMap, envFrom, podAnnotations } = bind(Config.fromObject({ A: '1' }).immutable());
    const { name } = configMap!;
    expect(name).toMatch(/^lulu-api-[0-9a-f]{10}$/);
    expect(configMap?.toJson()).toMatchObject({ immutable: true, metadata: { name } });
    expect(envFrom).toEqual([{ configMapRef: { name, optional: false } }]);
    expect(podAnnotations).toEqual({});
    expect(bind(Config.merge(Config.fromObject({ A: '1' }), Config.fromObject({}).immutable())).configMap!.name).toBe(
      name,
    );
    expect(bind(Config.fromObject({ A: '2' }).immutable()).configMap!.name).not.toBe(name);
  });

  test('has another checksum for every other content, and none for another order', () => {
    const checksum = (record: Record<string, string>) =>
      bind(Config.fromObject(record)).podAnnotations[CONFIG_CHECKSUM];
    expect(checksum({ A: '1', B: '2' })).toBe(checksum({ B: '2', A: '1' }));
    const others: Record<string, string>[] = [
      { A: '1', B: '2' },
      { A: '2', B: '1' },
      { A: '1B2' },
      { A: '1","B":"2' },
      { A: '1\nB=2' },
      { AB: '12' },
      { A: '' },
      { B: '' },
    ];
    expect(new Set(others.map(checksum)).size).toBe(others.length);
  });

  test('is left out where there is no key', () => {
    expect(bind(Config.fromObject({}))).toEqual({ envFrom: [], podAnnotations: {} });
  });

  test('tells the reasons for which keys are allowed to look like credentials', () => {
    const { configMap } = bind(
      Config.fromObject(
        { FORM_TOKEN: 'csrf', A_PASS: 'x' },
        { allow: { FORM_TOKEN: 'name of\n the field', A_PASS: 'a mountain pass' } },
      ),
    );
    expect(configMap?.toJson()).toMatchObject({
      metadata: {
        annotations: { 'twelve-factor/allowed-credentials': 'A_PASS: a mountain pass\nFORM_TOKEN: name of the field' },
      },
    });
  });
});
