import { checkContract, Config, type ContractParties, escapeLiteral, resolveConfig } from '../../lib/config';
import { collecting, throwing } from './support';

function problems(config: Config, parties: Partial<ContractParties>): string[] {
  const { place, lines } = collecting();
  checkContract(place, resolveConfig(throwing(), [config]), { secrets: [], literals: {}, ...parties });
  return lines;
}

const secret = (name: string, keys?: string[], isEnvironment = true, overrides?: string[] | true) => ({
  name,
  keys,
  isEnvironment,
  overrides,
});

describe('the config contract', () => {
  test('is kept by config, by a secret that declares its keys, and by literals', () => {
    const config = Config.fromObject({ A: '1' }, { required: ['A', 'B', 'C'] });
    expect(problems(config, { secrets: [secret('s', ['B'])], literals: { C: '' } })).toEqual([]);
  });

  test('names all that is missing, and where it may come from', () => {
    expect(problems(Config.fromObject({}, { required: ['B', 'A'] }), {})).toEqual([
      '[lulu/staging/api] config: required A, B come from nowhere; add them to a config source or to env, or refer to a secret that declares them in keys (TF1112)',
    ]);
  });

  test('names the secrets that would keep it if they declared their keys', () => {
    const config = Config.fromObject({}, { required: ['A'] });
    expect(problems(config, { secrets: [secret('lulu-secret'), secret('other', ['B'])] })).toEqual([
      '[lulu/staging/api] config: required A comes from nowhere; add it to a config source or to env, or declare it in keys of the secret that has it: "lulu-secret" declares none (TF1112)',
    ]);
  });

  test('is not kept by files', () => {
    expect(problems(Config.fromObject({}, { required: ['A'] }), { secrets: [secret('s', ['A'], false)] })).toHaveLength(
      1,
    );
  });

  test('misses nothing that an unreadable file may have', () => {
    const { place, lines } = collecting();
    const unreadable = resolveConfig(place, [Config.fromEnvFile('none.env', { required: ['A'] })]);
    checkContract(place, unreadable, { secrets: [], literals: {} });
    expect(lines).toEqual([expect.stringContaining('(TF1101)')]);
    const secrets = [{ name: 's', isEnvironment: true, isUnreadable: true }];
    expect(problems(Config.fromObject({}, { required: ['A'] }), { secrets })).toEqual([]);
  });

  test('takes a key from one source alone', () => {
    const config = Config.fromObject({ A: '1', B: '1' });
    expect(
      problems(config, { secrets: [secret('s', ['A', 'C']), secret('t', ['C'])], literals: { B: '2', C: '3' } }),
    ).toEqual([
      `[lulu/staging/api] config A: comes from Config.fromObject and again from secret "s"; drop one of them, or give the secret overrides: ['A'] (TF1108)`,
      `[lulu/staging/api] config C: comes from secret "s" and again from secret "t"; drop one of them, or give the secret overrides: ['C'] (TF1108)`,
      '[lulu/staging/api] config B: comes from Config.fromObject and again from env; drop one of them (TF1108)',
      '[lulu/staging/api] config C: comes from secret "t" and again from env; drop one of them (TF1108)',
    ]);
  });

  test('takes a key from two sources where the later one says so', () => {
    const config = Config.fromObject({ A: '1', B: '1' });
    const secrets = [secret('s', ['A'], true, ['A']), secret('files', ['B'], false)];
    expect(problems(config, { secrets, literals: { B: '2' }, literalOverrides: ['B'] })).toEqual([]);
    expect(problems(config, { secrets: [secret('s', ['A', 'B'], true, true)] })).toEqual([]);
  });
});

describe('a literal', () => {
  /** What the kubelet does to `env[].value`, where every name is known. */
  function expand(value: string): string {
    let result = '';
    for (let i = 0; i < value.length; i++) {
      const next = value[i + 1];
      if (value[i] !== '$' || next === undefined) result += value[i];
      else if (next === '$') result += value[i++];
      else if (next === '(' && value.indexOf(')', i) >= 0) [result, i] = [`${result}EXPANDED`, value.indexOf(')', i)];
      else result += value[i];
    }
    return result;
  }

  test.each(['', '$', '$$', '$$$', '$HOME', '$(HOME)', '$$(HOME)', '$$$(A)$', 'a$(b', '${IFS}', '`id`'])(
    '%j arrives as it is',
    (value) => {
      expect(expand(escapeLiteral(value))).toBe(value);
    },
  );

  test('is not escaped without need', () => {
    expect(escapeLiteral('$HOME ${A} $')).toBe('$HOME ${A} $');
  });
});
