// Runs before the first paint, by itself: it imports nothing. What it reads is written by `theme.ts`.
const chosen = localStorage.getItem('capstan.theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
