// Draws docs/screens: the main pages of the web client, as a real browser shows them over a real server.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from '../build/build.ts';
import { LOOKS, SCENES } from './scenes.ts';
import { ScreenRig } from './screen-rig.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}/docs/screens`;

await build({ root });
await mkdir(folder, { recursive: true });
const wanted = process.argv.slice(2);
await using rig = await ScreenRig.start();
for (const scene of SCENES) {
  if (wanted.length > 0 && !wanted.includes(scene.name)) continue;
  for (const look of LOOKS) {
    if (look.isPhone && !scene.onPhone) continue;
    const file = `${scene.name}-${look.name}.png`;
    await rig.draw(scene, look, `${folder}/${file}`);
    process.stdout.write(`docs/screens/${file}\n`);
  }
}
