// Runs before the first paint, by itself: it imports nothing. What it reads is written by `theme/theme.ts` and
// `theme/motion.ts`.
try {
  const chosen = /light|dark/.exec(localStorage.getItem('capstan.theme') ?? '')?.[0];
  if (chosen !== undefined) document.documentElement.dataset['theme'] = chosen;
  if (localStorage.getItem('capstan.less-motion') === 'true') {
    document.documentElement.dataset['motion'] = 'reduced';
  }
} catch {
  // Storage is forbidden: the theme of the system it is.
}
