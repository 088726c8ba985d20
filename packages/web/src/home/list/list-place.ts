import { create } from 'zustand';

interface ListPlace {
  /** How far the list was scrolled, in pixels; 0 for another list than the last one. */
  offsetOf: (place: string) => number;
  note: (place: string, offset: number) => void;
}

/** Where the list was left, for the way back to it. */
export const useListPlace = create<ListPlace>()(() => {
  let last = { place: '', offset: 0 };
  return {
    offsetOf: (place) => (last.place === place ? last.offset : 0),
    note: (place, offset) => {
      last = { place, offset };
    },
  };
});
