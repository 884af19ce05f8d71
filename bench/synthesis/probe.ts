import { writeFileSync } from 'node:fs';

// Loaded before a program, tells what its whole process took.

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const memory = process.resourceUsage().maxRSS * 1024;
  writeFileSync(process.env['BENCH_PROBE'] as string, JSON.stringify({ cpu: (user + system) / 1e6, memory }));
});
