import { story } from '../stories/story.ts';

const SURFACES = ['canvas', 'surface', 'sunken', 'raised', 'float'] as const;
const LEVELS = ['--text-strong', '--text', '--text-muted', '--text-faint', '--accent-text'] as const;
const MEANINGS = ['accent', 'green', 'amber', 'red', 'blue', 'violet'] as const;

export const colours = story('Colours', {
  'text on surfaces': () => (
    <div className="flex gap-2">
      {SURFACES.map((surface) => (
        <div
          key={surface}
          style={{ background: `var(--${surface})` }}
          className="w-32 rounded-md border border-hairline p-3 text-sm"
        >
          <p className="mb-2 text-xs">{surface}</p>
          {LEVELS.map((level) => (
            <p key={level} style={{ color: `var(${level})` }}>
              {level.slice(2)}
            </p>
          ))}
        </div>
      ))}
    </div>
  ),
  meanings: () => (
    <div className="flex flex-col gap-2">
      {MEANINGS.map((meaning) => (
        <div key={meaning} className="flex items-center gap-3">
          <span style={{ background: `var(--${meaning})` }} className="size-5 rounded-full" />
          <span
            style={{ background: `var(--${meaning}-soft)`, color: `var(--${meaning}-text)` }}
            className="rounded-md px-3 py-1 text-sm font-medium"
          >
            {meaning} on its ground
          </span>
          <span style={{ color: `var(--${meaning}-text)` }} className="text-sm">
            on the surface
          </span>
        </div>
      ))}
    </div>
  ),
});
