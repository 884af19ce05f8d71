import type { PlaceStatus, WaitingStatus } from '../../release/report';
import type { Operation, Pin } from '../../release/state';
import { age, moment } from './age';
import { waitingText } from './atoms';
import { type Difference, isDrifted } from './difference';
import { type Content, linkable, type Markup, markup } from './markup';
import { overriddenIn } from './overridden';
import { personName } from './person';
import { servingVersion, slotFacts } from './slot-facts';

/** A commit id is recognized by less of it. */
const MAX_SOURCE = 12;

/** What a cell of the page needs to know. */
export interface CellProps {
  /** What runs there; nothing where the environment has not got the application. */
  readonly place: PlaceStatus | undefined;
  /** How it differs from the environment before. */
  readonly difference: Difference | undefined;
  /** When the report was read. */
  readonly now: string;
}

/** An application in an environment: version, slots and age, then the last operation, which opens, then marks. */
export function pageCell({ place, difference, now }: CellProps): Markup {
  if (!place) return markup`<td role="cell" class="none">not here</td>`;
  const version = servingVersion(place);
  const { broken, since } = place;
  return markup`<td role="cell">
    <p>${version !== undefined && markup`<b>${version}</b> `}
    ${version === undefined && broken === undefined && markup`<span class="dim">nothing live</span>`}
    ${slots(place)}</p>${since !== undefined && markup`<time datetime="${since}">${age(since, now)}</time>`}
    ${history(place, now)}${badges(place, difference, now)}</td>`;
}

/** A box for each slot, filled where it serves, or the share of a canary as a bar; both in words too. */
function slots(place: PlaceStatus): Content {
  const facts = slotFacts(place);
  if (!facts) return undefined;
  const { live, next } = facts;
  if (next?.share !== undefined) {
    const settled = next.version === servingVersion(place);
    const words = settled ? markup`${next.share} % in ${next.slot}` : markup`→ ${next.version} ${next.share} %`;
    return markup`<svg viewBox="0 0 40 8" aria-hidden="true"><path d="M0 0h${bar(next.share)}v8H0z"/></svg> <em>${words}</em>`;
  }
  const boxes = facts.slots.map(({ name }) => (name === live ? markup`<i class="on"></i>` : markup`<i></i>`));
  return markup`<span class="dim">${boxes}${live}</span>${next && markup` <em>→ ${next.version} waits in ${next.slot}</em>`}`;
}

function bar(share: number): number {
  return Math.min(Math.max(Math.round(share * 4) / 10, 0), 40);
}

function badges(place: PlaceStatus, difference: Difference | undefined, now: string): Content {
  const { broken, pin, waiting } = place;
  const drifted = isDrifted(place);
  const overridden = overriddenIn(place);
  if (!(difference || broken !== undefined || drifted || overridden.length > 0 || pin || waiting)) return undefined;
  return markup`<ul>
    ${broken !== undefined && markup`<li class="broken">broken</li>`}
    ${drifted && markup`<li class="drifted">drifted</li>`}
    ${overridden.length > 0 && markup`<li class="overridden">against ${overridden.join(', ')}</li>`}
    ${pin && pinBadge(pin, now)}
    ${waiting && waitingBadge(waiting, now)}
    ${difference && markup`<li class="step">${difference.relation} ${difference.environment} ${difference.version}</li>`}
  </ul>`;
}

function pinBadge({ by, at, reason, version }: Pin, now: string): Markup {
  const why = reason ? markup`: ${reason}` : undefined;
  return markup`<li class="pinned" title="held at ${version} by ${by} since ${moment(at)}${why}">
    pinned by ${personName(by)}, ${age(at, now)}${why}</li>`;
}

function waitingBadge(waiting: WaitingStatus, now: string): Markup {
  const { actor, at, url } = waiting;
  const name = waitingText(waiting);
  const href = linkable(url);
  return markup`<li class="waiting" title="${waiting.verb} ${waiting.version} by ${actor}, ${moment(at)}">
    ${href ? markup`<a href="${href}">${name}</a>` : name} by ${personName(actor)}, ${age(at, now)}</li>`;
}

/** Who did what last: verb and person to see, the rest on a click. */
function history(place: PlaceStatus, now: string): Content {
  const { broken, operation, since, pin } = place;
  if (broken !== undefined) {
    return markup`<details><summary>the state can’t be read</summary><p>${broken}</p></details>`;
  }
  if (!operation) return undefined;
  const { verb, actor, at } = operation;
  const when = at === since ? undefined : markup`, ${age(at, now)}`;
  return markup`<details><summary>${verb} by ${personName(actor)}${when}</summary><dl>
    ${operationFacts(operation)}${since !== undefined && at !== since && fact('since', moment(since))}
    ${slotsFact(place)}${pin && fact('pinned', markup`at ${pin.version} since ${moment(pin.at)}`)}
  </dl></details>`;
}

/** What an idle slot holds is told nowhere else; on its way to be live, it has been told. */
function slotsFact(place: PlaceStatus): Content {
  const facts = slotFacts(place);
  const held = !facts?.next && facts?.slots.map(({ name, version }) => `${name} ${version}`);
  return held && fact('slots', held.join(', '));
}

function operationFacts({ verb, version, from, actor, at, reason, source, breakGlass }: Operation): Content {
  return [
    fact(verb, markup`${version}${from !== undefined && markup` from ${from}`}`),
    personName(actor) !== actor && fact('by', actor),
    fact('at', moment(at)),
    breakGlass && fact('against', breakGlass.join(', ')),
    reason && fact('because', reason),
    source && fact('source', source.slice(0, MAX_SOURCE)),
  ];
}

function fact(label: string, content: Content): Markup {
  return markup`<dt>${label}</dt><dd>${content}</dd>`;
}
