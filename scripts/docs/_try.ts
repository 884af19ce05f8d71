import { readFileSync } from 'node:fs';
import { renderPage } from './page';
void renderPage('try.md', readFileSync(process.argv[2] as string, 'utf8')).then((text) => console.log(text));
