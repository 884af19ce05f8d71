import { prose } from '../../markdown';
import { checkText } from '../check';
import type { PullRequest } from '../forge';
import { requireNotMerged } from '../require';
import { find, type HostedDesk, tidy } from './desk';
import { failureIn } from './failure';

/** @see Forge.close */
export async function close(desk: HostedDesk, number: number, reason?: string, dryRun = false): Promise<PullRequest> {
  checkText(`#${number}`, 'reason', reason ?? '');
  const open = await find(desk, number);
  requireNotMerged(open);
  if (dryRun) {
    return open;
  }
  const text = reason?.trim();
  // Servers close one themselves when its branch is deleted: then all that is left is to say why.
  if (text) {
    // A reason is no command to the forge, and calls nobody.
    await say(
      desk,
      number,
      text
        .split(/\n\s*\n/)
        .map(prose)
        .join('\n\n'),
    );
  }
  if (open.state === 'open') {
    await desk.host.close(number);
  }
  const closed = await find(desk, number);
  await tidy(desk, closed);
  return { ...closed, ...(text && { closedReason: reason }) };
}

/** Says why, once: a former run may have come as far as this, and an answer may have been lost. */
async function say({ host, patience }: HostedDesk, number: number, text: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    if ((await host.comments(number)).some((comment) => comment.replaceAll('\r\n', '\n').trim() === text)) {
      return;
    }
    try {
      return await host.comment(number, text);
    } catch (error) {
      if (!failureIn(error)?.mayBeDone || !(await patience.pause(attempt))) {
        throw error;
      }
    }
  }
}
