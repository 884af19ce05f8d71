import type { EnvironmentConfig } from '../../release/platform-config';
import type { StatusReport } from '../../release/report';
import type { Operation } from '../../release/state';
import { ago, daysBetween, moment } from './age';
import { differenceOf, placeOf } from './difference';
import { type Content, type Markup, markup } from './markup';
import { countMarks, grouped, MARK_WORDS, MARKS, plural } from './marks';
import { personName } from './person';

/** How long releases have been live, from young to old: the word, and the days that it ends at. */
const AGES: readonly (readonly [word: string, days: number])[] = [
  ['under a day', 1],
  ['under a week', 7],
  ['under 30 days', 30],
  ['older', Infinity],
];

/** As many as a wide screen has room for; narrower ones show the first of them. */
const LATEST = 14;

/** What platform, read when. */
export function pageHeader({ platform, at }: StatusReport): Markup {
  return markup`<header><h1>What runs where</h1>
    <p><bdi>${platform}</bdi> <span>read <time datetime="${at}">${moment(at)}</time></span></p></header>`;
}

/** How many applications have which mark; each is a filter, which needs no script. */
export function counters(report: StatusReport): Markup {
  const counts = countMarks(report);
  const tiles = MARKS.map((mark) => {
    const off = counts[mark] === 0 && markup` disabled`;
    return markup`<label class="${mark}"><input type="checkbox" id="only-${mark}"${off}>
      <b>${grouped(counts[mark])}</b> <span>${MARK_WORDS[mark]}</span></label>`;
  });
  const { length } = report.applications;
  return markup`<form autocomplete="off" class="counters"><p><b>${grouped(length)}</b>
    <span>application${length !== 1 && 's'}</span></p>
    <fieldset><legend>Show only applications that are</legend>${tiles}</fieldset></form>`;
}

/** For each environment: how changes get there, how many applications it has and how long their releases are live. */
export function environmentCards(report: StatusReport): Markup {
  const cards = report.environments.map((environment, index) => environmentCard(report, environment, index));
  return markup`<section class="environments" aria-label="Environments">${cards}</section>`;
}

function environmentCard(report: StatusReport, { name, branch, flow }: EnvironmentConfig, index: number): Markup {
  const { applications, environments, at } = report;
  const places = applications.flatMap((application) => placeOf(application, name) ?? []);
  const behind = applications.filter((application) => differenceOf(application, environments, index)).length;
  const days = places.flatMap(({ since }) => (since === undefined ? [] : daysBetween(since, at)));
  const counts = AGES.map(
    ([, end], part) => days.filter((length) => length < end && length >= (AGES[part - 1]?.[1] ?? -Infinity)).length,
  );
  const words = AGES.map(([word], part) => markup`<li><b>${grouped(counts[part] ?? 0)}</b> ${word}</li>`);
  return markup`<article><h2>${name}</h2>
    <p>${flow === 'direct' ? 'commits to' : 'pull requests to'} <bdi>${branch}</bdi></p>
    <p>${plural(places.length, 'application')}${behind > 0 && markup`, ${grouped(behind)} out of step`}</p>
    ${days.length > 0 && markup`${stackedBar(counts)}<ul aria-label="How long releases have been live">${words}</ul>`}
    </article>`;
}

/** Parts of a whole, side by side, young ones first. The words below say the same. */
function stackedBar(counts: readonly number[]): Content {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const unit = 100 / Math.max(total, 1);
  let start = 0;
  const parts = counts.map((count, part) => {
    const width = count * unit;
    const rect = markup`<rect class="age-${part}" x="${start.toFixed(2)}" width="${width.toFixed(2)}" height="4"/>`;
    start += width;
    return count > 0 && rect;
  });
  return markup`<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** The last things that anybody did, newest first. */
export function latestChanges({ applications, environments, at }: StatusReport): Markup {
  const changes = applications.flatMap((application) =>
    environments.flatMap(({ name }) => {
      const operation = placeOf(application, name)?.operation;
      return operation ? { application: application.application, environment: name, operation } : [];
    }),
  );
  const newest = changes.sort((one, other) => timeOf(other.operation) - timeOf(one.operation)).slice(0, LATEST);
  if (newest.length === 0) return markup``;
  const items = newest.map(({ application, environment, operation: { verb, version, actor, reason, at: then } }) => {
    const why = reason ? markup` <q>${reason}</q>` : undefined;
    return markup`<li><time datetime="${then}">${ago(then, at)}</time>
      <p><b>${application}</b> in ${environment}: ${verb} ${version} by ${personName(actor)}${why}</p></li>`;
  });
  return markup`<section class="latest" aria-labelledby="latest"><h2 id="latest">Last changes</h2><ol>${items}</ol></section>`;
}

function timeOf({ at }: Operation): number {
  return Date.parse(at) || 0;
}
