import { createHash } from 'node:crypto';
import type { ApplicationStatus, StatusReport } from '../../release/report';
import { differenceOf, placeOf } from './difference';
import { lines, Markup, markup } from './markup';
import { marksOf } from './marks';
import { pageCell } from './page-cell';
import { pageLegend } from './page-legend';
import { PAGE_SCRIPT } from './page-script';
import { pageStyle } from './page-style';
import { counters, environmentCards, latestChanges, pageHeader } from './page-summary';

/**
 * What runs where, as one HTML page: nothing is loaded from anywhere, and without script all but search and sorting works.
 *
 * The same report gives the same bytes: ages are those of when it was read.
 */
export function statusPage(report: StatusReport): string {
  const style = pageStyle(report.environments.map(({ name }) => name));
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy(style, PAGE_SCRIPT)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
    <title>What runs where: ${report.platform}</title>${lines([
      '',
      markup`<style>${new Markup(style)}</style></head>`,
      markup`<body>${pageHeader(report)}`,
      markup`<main>`,
      counters(report),
      environmentCards(report),
      latestChanges(report),
      grid(report),
      markup`</main>`,
      report.applications.length > 0 && pageLegend(),
      markup`<script>${new Markup(PAGE_SCRIPT)}</script></body></html>`,
    ])}`;
  return `${page.text}\n`;
}

/** Only this style and this script run; nothing is fetched, nothing is sent. */
function policy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const none = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"].join('; ');
  return `${none}; style-src ${hash(style)}; script-src ${hash(script)}`;
}

/** Applications and environments. The roles are those of a table, which some browsers forget where it is laid out as a grid. */
function grid(report: StatusReport): Markup {
  const { applications, environments } = report;
  if (applications.length === 0) {
    return markup`<p class="empty">No application has been released yet. The first <code>twelve release</code> will show here.</p>`;
  }
  const heads = environments.map(({ name }) => markup`<th scope="col" role="columnheader">${name}</th>`);
  return markup`<section class="grid" aria-label="Applications">
    <search role="search" hidden><label>Search <input type="search" placeholder="application, version, person, reason"></label>
    <output></output></search>
    <table role="table"><caption>What runs where, by application</caption>
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Application</th>${heads}</tr></thead>
    <tbody role="rowgroup">${lines(['', ...applications.map((application) => row(application, report)), ''])}</tbody></table></section>`;
}

function row(application: ApplicationStatus, report: StatusReport): Markup {
  const { environments, at: now } = report;
  const cells = environments.map(({ name }, index) => {
    const place = placeOf(application, name);
    return pageCell({ place, difference: differenceOf(application, environments, index), now });
  });
  const marks = marksOf(application, report).join(' ');
  return markup`<tr role="row"${marks !== '' && markup` class="${marks}"`}>
    <th scope="row" role="rowheader">${application.application}</th>${cells}</tr>`;
}
