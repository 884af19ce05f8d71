import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server that counts what it sends. */
export interface CountingServer {
  readonly port: number;
  /** Bytes sent to clients so far. */
  readonly received: () => number;
  readonly stop: () => void;
}

/** Serves the repositories of a folder by `git daemon`, through a proxy that counts; in processes of their own, because the measured ones run synchronously. */
export async function countingServer(folder: string): Promise<CountingServer> {
  const [port, inner] = [20_000 + (process.pid % 10_000), 30_000 + (process.pid % 10_000)];
  const counter = join(folder, 'received');
  writeFileSync(counter, '0');
  const options = [
    '--reuseaddr',
    '--export-all',
    '--enable=receive-pack',
    '--listen=127.0.0.1',
    `--port=${inner}`,
    `--base-path=${folder}`,
  ];
  const children: ChildProcess[] = [
    spawn('git', ['daemon', ...options, folder], { stdio: 'inherit', detached: true }),
    spawn('node', ['-e', PROXY, String(port), String(inner), counter], { stdio: 'inherit', detached: true }),
  ];
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return {
    port,
    received: () => Number(readFileSync(counter, 'utf8')),
    stop: () => children.forEach(({ pid }) => pid && process.kill(-pid)),
  };
}

const PROXY = `
const [port, inner, counter] = process.argv.slice(1);
let sent = 0;
require('node:net').createServer((client) => {
  const server = require('node:net').connect(Number(inner), '127.0.0.1');
  server.on('data', (chunk) => { sent += chunk.length; });
  server.on('close', () => require('node:fs').writeFileSync(counter, String(sent)));
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) socket.on('error', () => socket.destroy());
}).listen(Number(port), '127.0.0.1');
`;
