/** Two soft tones, made here: no file is loaded. Silent where the browser allows no sound yet. */
export function playChime(): void {
  const context = new AudioContext();
  const tone = (hertz: number, start: number): void => {
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + start;
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.12, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + 0.5);
    if (start > 0) oscillator.addEventListener('ended', () => void context.close(), { once: true });
  };
  tone(587, 0);
  tone(880, 0.12);
}
