import { checkText } from '../check';
import type { PullRequest } from '../forge';
import { find, type HostedDesk, requireOpen, tidy } from './desk';
import { failureIn } from './failure';

/** @see Forge.close */
export async function close(desk: HostedDesk, number: number, reason?: string): Promise<PullRequest> {
  checkText(`#${number}`, 'reason', reason ?? '');
  const open = await find(desk, number);
  const text = reason?.trim();
  // Servers close one themselves when its branch is deleted: then all that is left is to say why.
  const isNew = text !== undefined && text !== '' && open.state !== 'merged' && (await say(desk, number, text));
  if (!(isNew && open.state === 'closed')) {
    requireOpen(open, 'close');
    await desk.host.close(number);
  }
  const closed = await find(desk, number);
  await tidy(desk, closed);
  return { ...closed, ...(text && { closedReason: reason }) };
}

/** Says why, once, and answers whether it was new: a former run may have come as far as this, and an answer may have been lost. */
async function say({ host, patience }: HostedDesk, number: number, text: string): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    if ((await host.comments(number)).some((comment) => comment.replaceAll('\r\n', '\n').trim() === text)) {
      return attempt > 0;
    }
    try {
      await host.comment(number, text);
      return true;
    } catch (error) {
      if (!failureIn(error)?.mayBeDone || !(await patience.pause(attempt))) {
        throw error;
      }
    }
  }
}
