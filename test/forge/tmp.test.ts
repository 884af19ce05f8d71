import { PROPOSAL, TestRepository } from './support';
import { execFileSync } from 'node:child_process';
jest.setTimeout(900_000);
test('x', async () => {
  const repo = new TestRepository();
  const out: string[] = [];
  const size = (name: string) => Number(execFileSync('du', ['-sb', `${repo.folder}/caches/${name}`]).toString().split('\t')[0]);
  const t = async (n: string, cache: string, w: () => unknown) => { let b0 = 0; try { b0 = size(cache); } catch { /**/ } const b = performance.now(); 
    process.env.GIT_TRACE2_PERF = `/tmp/tr/${n.replace(/ /g, '-')}`; process.env.GIT_TRACE2_PERF_BRIEF = '1';
  await w(); delete process.env.GIT_TRACE2_PERF; out.push(`${n} ${Math.round(performance.now() - b)} ms, ${Math.round((size(cache) - b0) / 1000)} kB`); };
  let s = `commit refs/heads/production\ncommitter B <b@c> 1600000000 +0000\ndata 0\n`;
  for (let a = 0; a < 2000; a++) { for (let f = 0; f < 10; f++) s += `M 100644 inline app-${a}/${f}.yaml\ndata <<E\n${a} ${f}\nE\n`; s += `M 100644 inline .twelve/app-${a}.json\ndata <<E\n${a}\nE\n`; }
  repo.import(s + '\n');
  const head = (n: string, v: string) => repo.commit(`twelve/production/${n}`, { [`${n}/1.yaml`]: v, [`.twelve/${n}.json`]: v }, { onto: repo.tip('production') as string });
  const P = (n: string) => ({ ...PROPOSAL, head: `twelve/production/${n}` });
  head('app-1990', 'a'); head('app-1991', 'a'); head('app-1992', 'a'); head('app-1993', 'a'); head('app-1', 'a');
  const forge = repo.forge();
  await t('propose cold', 'Ada', () => forge.propose(P('app-1990')));
  await t('propose warm', 'Ada', () => forge.propose(P('app-1991')));
  await t('propose warm2', 'Ada', () => forge.propose(P('app-1992')));
  repo.commit('production', {'app-0/1.yaml': 'y'});
  await t('merge by 1', 'Ada', () => forge.merge(1, 'merge'));
  repo.remove();
  console.log(out.join('\n'));
});
