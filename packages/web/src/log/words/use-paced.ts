import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { restBeforeDraw } from './pace.ts';

/** The value as often as it can be drawn beside everything else; what comes meanwhile is left out. */
export function usePaced<Value>(value: Value): Value {
  const [shown, setShown] = useState(value);
  const times = useRef({ begun: 0, cost: 0, drawn: 0 });
  useEffect(() => {
    if (Object.is(shown, value)) return undefined;
    const draw = (): void => {
      times.current.begun = performance.now();
      setShown(value);
    };
    const { cost, drawn } = times.current;
    const rest = restBeforeDraw({ cost, since: performance.now() - drawn });
    if (rest === 0) {
      draw();
      return undefined;
    }
    // Newer words put it off no longer: what is rested counts from the last draw.
    const timer = setTimeout(draw, rest);
    return () => clearTimeout(timer);
  }, [value, shown]);
  useLayoutEffect(() => {
    const now = performance.now();
    times.current = { ...times.current, cost: now - times.current.begun, drawn: now };
  }, [shown]);
  return shown;
}
