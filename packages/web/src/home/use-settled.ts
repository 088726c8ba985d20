import { useEffect, useState } from 'react';

const MILLISECONDS = 200;

/** What somebody types, once they pause: for what is asked of the server at each change. */
export function useSettled<Value>(value: Value, milliseconds = MILLISECONDS): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
